import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type { InterfaceLanguage } from "../../shared/settings/settings.ts";
import arApp from "./ar/app.json";
import arChecks from "./ar/checks.json";
import arDesign from "./ar/design.json";
import arDiagnostics from "./ar/diagnostics.json";
import arExport from "./ar/export.json";
import arLocalise from "./ar/localise.json";
import arMerge from "./ar/merge.json";
import arProblems from "./ar/problems.json";
import arQueue from "./ar/queue.json";
import arRegistry from "./ar/registry.json";
import arReview from "./ar/review.json";
import arSettings from "./ar/settings.json";
import arStart from "./ar/start.json";
import app from "./en/app.json";
import checks from "./en/checks.json";
import design from "./en/design.json";
import diagnostics from "./en/diagnostics.json";
import exporting from "./en/export.json";
import localise from "./en/localise.json";
import merge from "./en/merge.json";
import problems from "./en/problems.json";
import queue from "./en/queue.json";
import registry from "./en/registry.json";
import review from "./en/review.json";
import settings from "./en/settings.json";
import start from "./en/start.json";
import viApp from "./vi/app.json";
import viChecks from "./vi/checks.json";
import viDesign from "./vi/design.json";
import viDiagnostics from "./vi/diagnostics.json";
import viExport from "./vi/export.json";
import viLocalise from "./vi/localise.json";
import viMerge from "./vi/merge.json";
import viProblems from "./vi/problems.json";
import viQueue from "./vi/queue.json";
import viRegistry from "./vi/registry.json";
import viReview from "./vi/review.json";
import viSettings from "./vi/settings.json";
import viStart from "./vi/start.json";

/** Every word of the interface, by language and room. English decides which keys there are. */
const ENGLISH = {
  app,
  start,
  design,
  localise,
  merge,
  review,
  export: exporting,
  checks,
  diagnostics,
  settings,
  problems,
  queue,
  registry,
};

const RESOURCES = {
  en: ENGLISH,
  vi: {
    app: viApp,
    start: viStart,
    design: viDesign,
    localise: viLocalise,
    merge: viMerge,
    review: viReview,
    export: viExport,
    checks: viChecks,
    diagnostics: viDiagnostics,
    settings: viSettings,
    problems: viProblems,
    queue: viQueue,
    registry: viRegistry,
  },
  ar: {
    app: arApp,
    start: arStart,
    design: arDesign,
    localise: arLocalise,
    merge: arMerge,
    review: arReview,
    export: arExport,
    checks: arChecks,
    diagnostics: arDiagnostics,
    settings: arSettings,
    problems: arProblems,
    queue: arQueue,
    registry: arRegistry,
  },
};

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "app";
    resources: typeof ENGLISH;
  }
}

export async function startTexts(language: InterfaceLanguage): Promise<i18n> {
  const texts = i18next.createInstance();
  await texts.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    defaultNS: "app",
    ns: Object.keys(ENGLISH),
    resources: RESOURCES,
    // React escapes; a name shown inside a sentence must not be escaped twice.
    interpolation: { escapeValue: false },
  });
  return texts;
}

/** Right-to-left interface languages. */
export function directionOf(language: InterfaceLanguage): "rtl" | "ltr" {
  return language === "ar" ? "rtl" : "ltr";
}
