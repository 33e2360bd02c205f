import { type TestPlace, testPlace, testStudio } from "../fakes/testStudio.ts";
import { contractSuite, type OpenedHost } from "./contractSuite.ts";
import { gateSuite } from "./gateSuite.ts";

async function open(place: TestPlace): Promise<OpenedHost> {
  const { studio, window } = await testStudio(place);
  return {
    client: window("one"),
    other: window("other"),
    folder: place.folder,
    readAsset: studio.readAsset,
    close: async () => {
      await studio.close();
      await place.remove();
    },
  };
}

contractSuite("calls in one process", async () => open(await testPlace()));
gateSuite("calls in one process", open);
