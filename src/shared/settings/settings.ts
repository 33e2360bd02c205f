import { z } from "zod";

/** What a person prefers on this machine. Nothing in here is about a document. */

/** Languages of the interface itself. */
export const INTERFACE_LANGUAGES = ["ar", "vi", "en"] as const;
export type InterfaceLanguage = (typeof INTERFACE_LANGUAGES)[number];

export const settings = z.strictObject({
  version: z.literal(1),
  /** Null until somebody chose one: then the machine's language decides. */
  language: z.enum(INTERFACE_LANGUAGES).nullable(),
  theme: z.enum(["system", "light", "dark"]),
  /** Of the whole interface, per cent. */
  zoom: z.number().int().min(50).max(300),
  /** What the canvas shows over the page. */
  overlays: z.strictObject({ bleed: z.boolean(), safe: z.boolean(), locks: z.boolean() }),
  /** The sample campaign has been offered and answered. */
  welcomed: z.boolean(),
  /** Stands beside what the person writes and reviews; absent until somebody said it. */
  name: z.string().trim().min(1).max(200).exactOptional(),
});
export type Settings = z.infer<typeof settings>;

export const DEFAULT_SETTINGS: Settings = {
  version: 1,
  language: null,
  theme: "system",
  zoom: 100,
  overlays: { bleed: false, safe: false, locks: false },
  welcomed: false,
};

/** Anything → settings: what is missing or wrong becomes its default, one by one, so that one bad value costs only itself. */
export function parseSettings(value: unknown): Settings {
  const given = typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  const entries = Object.entries(settings.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(given[name]);
    const value = parsed.success ? parsed.data : DEFAULT_SETTINGS[name as keyof Settings];
    return value === undefined ? [] : [[name, value]];
  });
  return settings.parse(Object.fromEntries(entries));
}

/** The interface's language: the chosen one, or the first of the machine's that we speak, or English. */
export function interfaceLanguage(chosen: InterfaceLanguage | null, machine: readonly string[]): InterfaceLanguage {
  if (chosen !== null) return chosen;
  for (const tag of machine) {
    const language = INTERFACE_LANGUAGES.find((known) => tag.toLowerCase().split("-")[0] === known);
    if (language !== undefined) return language;
  }
  return "en";
}
