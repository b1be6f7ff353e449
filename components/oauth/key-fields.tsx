'use client';

import { useRef, useState } from 'react';
import { holdsPrivateKey, PRIVATE_KEY_REFUSAL } from '@/control-plane/oauth-apps/oauth-words.schema';
import { Button } from '../ui/form/button';
import { Field } from '../ui/form/field';
import { TextArea } from '../ui/form/text-area';
import { TextInput } from '../ui/form/text-input';

const LONGEST_FILE = 20_000;

/** Name and PEM of a public key, pasted or from a file. A private key is not even sent. */
export function KeyFields({ errors }: { errors: Record<string, string> }) {
  const [pem, setPem] = useState('');
  const [problem, setProblem] = useState<string>();
  const file = useRef<HTMLInputElement>(null);
  const take = (text: string) => {
    const isPrivate = holdsPrivateKey(text);
    setProblem(isPrivate ? PRIVATE_KEY_REFUSAL : undefined);
    setPem(isPrivate ? '' : text);
  };
  const read = async (chosen: File | undefined) => {
    if (!chosen) return;
    if (chosen.size > LONGEST_FILE) setProblem('This file is too large to be a public key.');
    else take(await chosen.text());
  };
  return (
    <>
      <Field label="Name of the key" help="Tells keys apart: “2026”, “order service”." error={errors.keyName}>
        <TextInput name="keyName" autoComplete="off" maxLength={80} />
      </Field>
      <Field
        label="Public key"
        help="RSA of 2,048 bits or more, in PEM form. The private key stays with your program."
        error={problem ?? errors.publicKey}
        action={
          <Button size="sm" variant="quiet" onClick={() => file.current?.click()}>
            Choose a file
          </Button>
        }
      >
        <TextArea
          name="publicKey"
          mono
          rows={6}
          value={pem}
          spellCheck={false}
          autoComplete="off"
          placeholder={'-----BEGIN PUBLIC KEY-----\n…\n-----END PUBLIC KEY-----'}
          onChange={(event) => take(event.target.value)}
        />
      </Field>
      <input
        ref={file}
        type="file"
        accept=".pem,.pub,.key,.txt"
        hidden
        aria-label="File of the public key"
        onChange={(event) => {
          void read(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
    </>
  );
}
