import type { z } from "zod";
import type { DiagnosticValues } from "../../base/diagnostics.ts";

/** What a schema finds wrong in a file → what it says in English, and its facts for the words of other languages. */

export interface ExplainedIssue {
  readonly message: string;
  readonly hint: string;
  readonly values: DiagnosticValues;
}

/** @param file name of the whole, for a value that is wrong from the outside. */
export function explainIssue(issue: z.core.$ZodIssue, file: string): ExplainedIssue {
  const key = String(issue.path.at(-1) ?? file);
  const name = `"${key}"`;
  switch (issue.code) {
    case "unrecognized_keys":
      return {
        message: `Not expected here: ${issue.keys.map((one) => `"${one}"`).join(", ")}.`,
        hint: "Remove it, or correct its spelling.",
        values: { case: "unrecognised", keys: issue.keys.join(", ") },
      };
    case "invalid_type":
      if (issue.input === undefined)
        return {
          message: `${name} is missing.`,
          hint: `Add it: ${article(issue.expected)}.`,
          values: { case: "missing", key, expected: issue.expected },
        };
      return {
        message: `${name} has the wrong kind of value.`,
        hint: `Write ${article(issue.expected)}.`,
        values: { case: "type", key, expected: issue.expected },
      };
    case "invalid_value":
      return {
        message: issue.input === undefined ? `${name} is missing.` : `${name} has a value that is not allowed.`,
        hint: `Use one of: ${issue.values.map(String).join(", ")}.`,
        values: {
          case: issue.input === undefined ? "missing-choice" : "choice",
          key,
          known: issue.values.map(String).join(", "),
        },
      };
    case "too_small":
      return {
        message: `${name} is too small or too short.`,
        hint: `At least ${issue.minimum}.`,
        values: { case: "too-small", key, least: String(issue.minimum) },
      };
    case "too_big":
      return {
        message: `${name} is too large or too long.`,
        hint: `At most ${issue.maximum}.`,
        values: { case: "too-big", key, most: String(issue.maximum) },
      };
    case "invalid_union":
      return {
        message: `${name} has none of the possible forms.`,
        hint: unionHint(issue),
        values: { case: "union", key, known: unionOptions(issue).join(", ") },
      };
    case "invalid_key": {
      const detail = issue.issues.map(({ message }) => message).find(isOurs);
      const message = `The name ${name} is not allowed here.`;
      if (detail === undefined) return { message, hint: form(key).hint, values: { case: "name-form", key } };
      return { message, hint: sentence(detail), values: { case: "name", key, detail } };
    }
    case "invalid_format":
    case "custom":
      if (!isOurs(issue.message)) return form(key);
      return {
        message: `${name} cannot be used as it is.`,
        hint: sentence(issue.message),
        values: { case: "other", key, detail: issue.message },
      };
    default:
      return form(key);
  }
}

/** What our schemas say begins with a small letter, and has its words in every language; the library's own is English. */
function isOurs(message: string): boolean {
  return /^[a-z]/.test(message);
}

function form(key: string): ExplainedIssue {
  return {
    message: `"${key}" cannot be used as it is.`,
    hint: "Compare it with the same member elsewhere.",
    values: { case: "form", key },
  };
}

function unionHint(issue: z.core.$ZodIssueInvalidUnion): string {
  const options = unionOptions(issue);
  if (options.length > 0) return `Use one of: ${options.join(", ")}.`;
  return "Compare it with the same member elsewhere.";
}

function unionOptions(issue: z.core.$ZodIssueInvalidUnion): string[] {
  return "options" in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
}

function article(expected: string): string {
  const words: Readonly<Record<string, string>> = {
    string: "a text in quotes",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list in [ ]",
    tuple: "a list in [ ]",
    object: "an object in { }",
    record: "an object in { }",
  };
  return words[expected] ?? expected;
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${/[.!?]$/.test(trimmed) ? "" : "."}`;
}
