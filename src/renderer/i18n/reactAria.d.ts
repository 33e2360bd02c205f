/** The library declares these files as types; they are the texts themselves, by package and key. */

declare module "react-aria-components/i18n/en-US" {
  const texts: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  // biome-ignore lint/style/noDefaultExport: the package exports it so.
  export default texts;
}

declare module "react-aria-components/i18n/ar-AE" {
  const texts: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  // biome-ignore lint/style/noDefaultExport: the package exports it so.
  export default texts;
}
