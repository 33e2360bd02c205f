import { clsx } from "clsx";
import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";
import { familyOf, templateOf } from "../../shared/pack/lookUp.ts";
import type { Template } from "../../shared/pack/templatePack.ts";
import { PageView } from "../pieces/PageView.tsx";
import { usePiece } from "../pieces/usePiece.ts";
import { useApp, useAppState, useLooking, useOpen } from "../state/hooks.ts";
import { URGENCY } from "../typeset/typesetClient.ts";
import { IconButton } from "../ui/actions/IconButton.tsx";
import { Menu } from "../ui/actions/Menu.tsx";
import { Panel } from "../ui/surfaces/Panel.tsx";
import { useCalmDocument } from "./canvas/useLive.ts";
import styles from "./Rail.module.css";

/** Every format of the campaign and its pages, as they look now. */
export function Rail() {
  const { t } = useTranslation("design");
  const app = useApp();
  const { pack, session } = useOpen();
  const language = useAppState((state) => state.language);
  const document = useCalmDocument();
  const { template: shown } = useLooking();
  const { templates } = document;
  const others = familyOf(pack, document.family).templates.filter((id) => !templates.includes(id));
  const set = (next: readonly string[], look: string) =>
    app.attempt(() => {
      session.edit({ kind: "set-templates", templates: next });
      app.look({ template: look });
    });
  const remove = (id: string) => {
    const next = templates.filter((other) => other !== id);
    const [first] = next;
    if (first !== undefined) set(next, id === shown ? first : shown);
  };
  return (
    <Panel
      title={t("rail.title")}
      className={styles.rail}
      actions={
        others.length > 0 && (
          <Menu
            label={t("rail.add")}
            icon={Plus}
            items={others.map((id) => ({
              id,
              label: templateOf(pack, id).title[language],
              run: () => set([...templates, id], id),
            }))}
          />
        )
      }
    >
      {templates.map((id) => {
        const template = templateOf(pack, id);
        return (
          <section key={id} aria-label={template.title[language]} className={styles.format}>
            <div className={styles.head}>
              <h3 className={styles.title}>{template.title[language]}</h3>
              {templates.length > 1 && (
                <IconButton
                  label={t("rail.remove", { title: template.title[language] })}
                  icon={Trash2}
                  onPress={() => remove(id)}
                />
              )}
            </div>
            <Pages template={template} document={document} />
          </section>
        );
      })}
    </Panel>
  );
}

const WIDTH = 136;
const HEIGHT = 192;

function Pages({ template, document }: { readonly template: Template; readonly document: CampaignDocument }) {
  const { t } = useTranslation("design");
  const app = useApp();
  const language = useAppState((state) => state.language);
  const { template: shown, page: current, edition } = useLooking();
  const piece = usePiece(document, { template: template.id, edition }, URGENCY.thumbnail, { key: "rail" });
  const size = Math.min(WIDTH / template.width, HEIGHT / template.height);
  return (
    <ol className={styles.pages}>
      {template.pages.map((page, index) => {
        const typeset = piece?.pages[index];
        const here = template.id === shown && index === current;
        const name = t("rail.page", { number: index + 1, title: page.title[language] });
        return (
          <li key={page.id}>
            <button
              type="button"
              className={clsx(styles.page, here && styles.here)}
              onClick={() => app.look({ template: template.id, page: index, frame: null })}
              aria-label={name}
              {...(here ? { "aria-current": "page" as const } : {})}
            >
              {typeset === undefined ? (
                <span
                  className={styles.empty}
                  style={{ inlineSize: template.width * size, blockSize: template.height * size }}
                />
              ) : (
                <PageView page={typeset} width={WIDTH} height={HEIGHT} label={name} />
              )}
              {template.pages.length > 1 && <span className={styles.name}>{page.title[language]}</span>}
            </button>
          </li>
        );
      })}
    </ol>
  );
}
