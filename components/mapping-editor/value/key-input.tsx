'use client';

import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import { TextInput } from '../../ui/form/text-input';
import { TokenInput } from './token-input';
import { useOffered } from './use-offered';
import { plainField } from './value-props';

/** The key of an entry: any text, or one of those that the vendor knows, where its definition can ask for them. */
export function KeyInput({
  field,
  path,
  text,
  label,
  invalid,
  onText,
}: {
  field: FieldMetadata;
  path: string;
  text: string;
  label: string;
  invalid: boolean;
  onText: (text: string) => void;
}) {
  const { offered, onOpen } = useOffered(plainField('key', { dynamic: field.dynamic ?? false }), `${path}.__keys__`);
  if (!field.dynamic) {
    return (
      <TextInput
        mono
        value={text}
        placeholder="key"
        aria-label={label}
        invalid={invalid}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onText(event.target.value)}
      />
    );
  }
  return (
    <TokenInput
      text={text}
      onText={onText}
      label={label}
      offered={offered}
      onOpen={onOpen}
      variables={false}
      invalid={invalid}
      placeholder="key"
    />
  );
}
