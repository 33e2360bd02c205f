import { testPlace, testStudio } from "../fakes/testStudio.ts";
import { contractSuite } from "./contractSuite.ts";

contractSuite("calls in one process", async () => {
  const place = await testPlace();
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
});
