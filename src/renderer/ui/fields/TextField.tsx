import { clsx } from "clsx";
import {
  TextField as Field,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  type TextFieldProps,
} from "react-aria-components";
import styles from "./Field.module.css";

/** A labelled line or box of text. */

export interface Props extends Omit<TextFieldProps, "children" | "className" | "style" | "isReadOnly"> {
  readonly label: string;
  /** The label is read aloud only. */
  readonly hideLabel?: boolean;
  readonly description?: string | undefined;
  /** Why nobody writes here, in words: what stands in the field can be read and copied, not changed. */
  readonly readOnly?: string | undefined;
  /** What is wrong and what to do; null where nothing is. */
  readonly errorMessage?: string | null | undefined;
  readonly placeholder?: string | undefined;
  readonly multiline?: boolean;
  readonly rows?: number;
  readonly dir?: "ltr" | "rtl" | "auto";
  readonly lang?: string;
  readonly className?: string | undefined;
}

export function TextField(props: Props) {
  const { label, hideLabel, description, errorMessage, placeholder = "", multiline, rows, dir, lang, ...rest } = props;
  const { className, readOnly, ...field } = rest;
  const writing = { placeholder, dir: dir ?? "auto", ...(lang === undefined ? {} : { lang }) };
  return (
    <Field
      {...field}
      isReadOnly={readOnly !== undefined}
      isInvalid={errorMessage != null}
      className={clsx(styles.field, className)}
    >
      <Label className={hideLabel === true ? "unseen" : clsx(styles.label)}>{label}</Label>
      {multiline === true ? (
        <TextArea {...writing} rows={rows ?? 4} className={clsx(styles.input, styles.area)} />
      ) : (
        <Input {...writing} className={clsx(styles.input)} />
      )}
      {(description ?? readOnly) !== undefined && (
        <Text slot="description" className={clsx(styles.description)}>
          {description} {readOnly}
        </Text>
      )}
      <FieldError className={clsx(styles.error)}>{errorMessage}</FieldError>
    </Field>
  );
}
