'use client';

import { useState } from 'react';
import type { Role } from '@/control-plane/context';
import { roleLabel } from '@/control-plane/members/role-words.schema';
import type { FormResult } from '../auth/form-result';
import { RelativeTime } from '../ui/data/relative-time';
import { Table, TBody, Td, Th, THead, Tr } from '../ui/data/table';
import { Button } from '../ui/form/button';
import { ConfirmDialog } from '../ui/overlay/confirm-dialog';
import { useAction } from './use-action';

export interface TokenRow {
  id: string;
  name: string;
  role: Role;
  hint: string;
  createdAt: string;
  lastUsedAt: string | null;
}

/** The tokens there are: never their secrets, only how they end. */
export function TokensTable({
  tokens,
  revoke,
}: {
  tokens: TokenRow[];
  revoke: (input: { tokenId: string }) => Promise<FormResult<null>>;
}) {
  const [asked, setAsked] = useState<TokenRow | null>(null);
  const { busy, error, run, clear } = useAction();
  return (
    <>
      <Table label="API tokens">
        <THead>
          <Tr>
            <Th>Token</Th>
            <Th fold>Role</Th>
            <Th fold>Created</Th>
            <Th>Last used</Th>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </Tr>
        </THead>
        <TBody>
          {tokens.map((token) => (
            <Tr key={token.id}>
              <Td>
                <span className="font-medium break-words">{token.name}</span>{' '}
                <span className="font-mono text-xs whitespace-nowrap text-muted" title={`Ends in ${token.hint}`}>
                  …{token.hint}
                </span>
                <span className="block text-xs text-muted md:hidden">{roleLabel(token.role)}</span>
              </Td>
              <Td fold>{roleLabel(token.role)}</Td>
              <Td fold className="text-muted">
                <RelativeTime at={token.createdAt} />
              </Td>
              <Td className="text-muted">
                {token.lastUsedAt === null ? 'Never' : <RelativeTime at={token.lastUsedAt} />}
              </Td>
              <Td className="text-right">
                <Button
                  variant="danger"
                  size="sm"
                  aria-label={`Revoke ${token.name}`}
                  onClick={() => {
                    clear();
                    setAsked(token);
                  }}
                >
                  Revoke
                </Button>
              </Td>
            </Tr>
          ))}
        </TBody>
      </Table>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={() => setAsked(null)}
        title={`Revoke ${asked?.name ?? ''}?`}
        confirmLabel="Revoke token"
        danger
        busy={busy}
        error={error}
        onConfirm={() => {
          if (asked)
            void run(
              () => revoke({ tokenId: asked.id }),
              () => setAsked(null),
            );
        }}
      >
        Programs that use the token ending in <span className="font-mono">{asked?.hint}</span> are refused from now on.
        This cannot be undone; what they have made stays.
      </ConfirmDialog>
    </>
  );
}
