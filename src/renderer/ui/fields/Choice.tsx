import { clsx } from "clsx";
import { Check, ChevronDown } from "lucide-react";
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue, Text } from "react-aria-components";
import popover from "../Popover.module.css";
import styles from "./Field.module.css";

/** One of a few: a labelled list that opens. */

export interface ChoiceItem<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly description?: string | undefined;
  /** BCP 47, where the label is in another language than the interface. */
  readonly lang?: string;
}

export interface Props<Id extends string> {
  readonly label: string;
  /** The label is read aloud only. */
  readonly hideLabel?: boolean;
  readonly items: readonly ChoiceItem<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  readonly description?: string | undefined;
  readonly isDisabled?: boolean;
  readonly className?: string | undefined;
}

export function Choice<Id extends string>(props: Props<Id>) {
  const { label, hideLabel, items, value, onChange, description, isDisabled = false, className } = props;
  return (
    <Select
      value={value}
      onChange={(key) => {
        const item = items.find(({ id }) => id === key);
        if (item !== undefined && item.id !== value) onChange(item.id);
      }}
      isDisabled={isDisabled}
      className={clsx(styles.field, className)}
    >
      <Label className={hideLabel === true ? "unseen" : clsx(styles.label)}>{label}</Label>
      <Button className={clsx(styles.input)}>
        <SelectValue className={clsx(styles.value)}>{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown size={16} aria-hidden="true" />
      </Button>
      {description !== undefined && (
        <Text slot="description" className={clsx(styles.description)}>
          {description}
        </Text>
      )}
      <Popover className={clsx(popover.popover)}>
        <ListBox>
          {items.map((item) => (
            <ListBoxItem key={item.id} id={item.id} textValue={item.label} className={clsx(popover.item)}>
              <span className={popover.words}>
                <Text slot="label" {...(item.lang === undefined ? {} : { lang: item.lang })}>
                  {item.label}
                </Text>
                {item.description !== undefined && (
                  <Text slot="description" className={clsx(popover.more)}>
                    {item.description}
                  </Text>
                )}
              </span>
              <Check size={16} aria-hidden="true" className={popover.check} />
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
