import { RotateCw, TriangleAlert } from "lucide-react";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/actions/Button.tsx";
import { EmptyState } from "../ui/status/EmptyState.tsx";

/** A fault of ours in a room → what happened, that nothing is lost, and a way on. */

interface Props {
  readonly children: ReactNode;
}

export class Crash extends Component<Props, { readonly message: string | null }> {
  override state = { message: null };

  static getDerivedStateFromError(error: unknown) {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    const { message } = this.state;
    return message === null ? this.props.children : <Crashed message={message} />;
  }
}

function Crashed({ message }: { readonly message: string }) {
  const { t } = useTranslation("app");
  return (
    <main role="alert">
      <EmptyState
        icon={TriangleAlert}
        title={t("crash.title")}
        text={t("crash.text", { message })}
        action={
          <Button variant="primary" icon={RotateCw} onPress={() => location.reload()}>
            {t("crash.reload")}
          </Button>
        }
      />
    </main>
  );
}
