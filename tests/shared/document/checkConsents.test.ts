import { describe, expect, it } from "vitest";
import { checkConsents } from "../../../src/shared/document/checkConsents.ts";
import { createDocument } from "../../../src/shared/document/createDocument.ts";
import type { CampaignDocument, Picture } from "../../../src/shared/document/documentSchema.ts";
import { PACK } from "../../fakes/samplePack.ts";

const DIGEST = "a".repeat(64);

function withPicture(consent: Picture["consent"]): CampaignDocument {
  const facts = { id: "00000000-0000-4000-8000-000000000001", at: "2026-01-01T00:00:00Z", engine: "test" };
  const picture: Picture = { name: "lan.jpg", type: "image/jpeg", width: 10, height: 10, consent };
  return {
    ...createDocument(PACK, "poster-a3", facts),
    pictures: { [DIGEST]: picture },
    placements: { photo: { digest: DIGEST, focus: { x: 0.5, y: 0.5 }, alt: {} } },
  };
}

const consent = { person: "Lan", date: "2025-01-01", uses: "posters", expires: "2026-06-30", withdraw: "call 111" };

describe("checkConsents", () => {
  it("stops a picture from the day after its consent ended", () => {
    expect(checkConsents(withPicture(consent), "2026-06-30")).toEqual([]);
    expect(checkConsents(withPicture(consent), "2026-07-01")).toMatchObject([
      { code: "picture/consent-expired", severity: "error", place: "photo" },
    ]);
  });

  it("asks nothing where nobody can be recognised, or nothing shows the picture", () => {
    expect(checkConsents(withPicture(null), "2030-01-01")).toEqual([]);
    expect(checkConsents({ ...withPicture(consent), placements: {} }, "2030-01-01")).toEqual([]);
  });
});
