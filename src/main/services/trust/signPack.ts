import { join } from "node:path";
import { textBytes } from "../../../shared/base/digest.ts";
import { momentOf } from "../../../shared/base/moment.ts";
import { PACK_SIGNATURE, type PackStatement, packStatementText } from "../../../shared/pack/file/packSignature.ts";
import { parsePack } from "../../../shared/pack/parse/parsePack.ts";
import { invalidPack, packFolder } from "../pack/packs.ts";
import type { Machine, SigningKey } from "../ports.ts";

/** Pack and key → the signature beside its files. */

/** An earlier signature is replaced. Fails with `pack/unknown` and `pack/invalid`. */
export async function signPack(machine: Machine, name: string, key: SigningKey): Promise<PackStatement> {
  const folder = await packFolder(machine, name);
  const files = new Map([...(await machine.files.readTree(folder))].filter(([path]) => path !== PACK_SIGNATURE));
  const { pack, diagnostics } = parsePack(files);
  if (pack === null) throw invalidPack(name, diagnostics);
  const facts = {
    id: pack.id,
    release: pack.release,
    digest: pack.digest,
    by: { name: key.name, organisation: key.organisation ?? "", key: key.key },
    at: momentOf(machine.clock.now()),
  };
  const statement = packStatementText(facts);
  const signed = { statement, key: key.key, signature: machine.keys.sign(key, textBytes(statement)) };
  await machine.files.write(join(folder, PACK_SIGNATURE), textBytes(`${JSON.stringify(signed, null, 2)}\n`));
  return { manara: "pack", version: 1, ...facts };
}
