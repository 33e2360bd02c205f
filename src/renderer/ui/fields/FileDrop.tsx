import { clsx } from "clsx";
import { Upload } from "lucide-react";
import { DropZone, FileTrigger } from "react-aria-components";
import { useApp } from "../../state/hooks.ts";
import { Button } from "../actions/Button.tsx";
import styles from "./FileDrop.module.css";

/** Where a file is dropped, or chosen with a button. */

export interface Props {
  readonly text: string;
  readonly button: string;
  /** Endings with their dot. */
  readonly accepts: readonly string[];
  readonly onFile: (file: File) => Promise<unknown>;
  readonly isPending?: boolean;
  readonly isDisabled?: boolean;
  readonly variant?: "primary" | "secondary";
}

export function FileDrop({ text, button, accepts, onFile, isPending = false, isDisabled = false, variant }: Props) {
  const app = useApp();
  return (
    <DropZone
      aria-label={text}
      isDisabled={isDisabled}
      onDrop={({ items }) => {
        const dropped = items.find((item) => item.kind === "file");
        if (dropped !== undefined) app.attempt(async () => onFile(await dropped.getFile()));
      }}
      className={clsx(styles.drop)}
    >
      <span>{text}</span>
      <FileTrigger
        acceptedFileTypes={accepts}
        onSelect={(files) => {
          const [file] = files ?? [];
          if (file !== undefined) app.attempt(() => onFile(file));
        }}
      >
        <Button
          icon={Upload}
          isPending={isPending}
          isDisabled={isDisabled}
          {...(variant === undefined ? {} : { variant })}
        >
          {button}
        </Button>
      </FileTrigger>
    </DropZone>
  );
}
