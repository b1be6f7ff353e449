'use client';

import { useState, type ReactNode } from 'react';
import type { DestinationAccount } from '@/control-plane/destination-oauth/get-destination-account';
import { StateGlyph, type State } from '../ui/data/state-glyph';
import { Button } from '../ui/form/button';
import type { AccountActions } from './account-actions';
import { ClientFacts, ConnectionFacts } from './account-facts';
import { ClientForm } from './client-form';
import { ConnectButton } from './connect-button';
import { DisconnectButton } from './disconnect-button';
import { waitingWords } from './waiting-words';

function headOf(account: DestinationAccount, typeName: string): { state: State; title: string } {
  const { client, connection } = account;
  if (connection?.problem) return { state: 'failed', title: 'The account must be connected again' };
  if (connection) return { state: 'delivered', title: 'Connected' };
  if (client) return { state: 'pending', title: 'No account is connected yet' };
  return { state: 'pending', title: `First, an OAuth app at ${typeName}` };
}

function Part({ children }: { children: ReactNode }) {
  return <div className="border-t px-4 py-3.5">{children}</div>;
}

/** The account that a destination signs in with: the client that the workspace registered, then who lets it be used. */
export function AccountCard({
  account,
  name,
  typeName,
  enabled,
  windowMinutes,
  canEdit,
  actions,
}: {
  account: DestinationAccount;
  /** Of the destination. */
  name: string;
  typeName: string;
  enabled: boolean;
  /** How long an event is tried. */
  windowMinutes: number;
  canEdit: boolean;
  actions: AccountActions;
}) {
  const [changing, setChanging] = useState(false);
  const { client, connection, known, redirectUri } = account;
  const { state, title } = headOf(account, typeName);
  const broken = Boolean(connection?.problem);
  const form = canEdit && (client === null || changing);
  return (
    <div className="rounded-md border">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
        <div className="min-w-0 flex-1 basis-56">
          <p className="flex items-center gap-2 font-medium">
            <StateGlyph state={state} />
            {title}
          </p>
          {!connection && (
            <p className="mt-0.5 text-xs text-muted">
              {client
                ? `You will be asked at ${typeName} whether this destination may use your account. It stays disabled until then.`
                : `${typeName} is reached through an account that a person connects. All ${typeName} destinations of this workspace share the app.`}
            </p>
          )}
        </div>
        {canEdit && client && (
          <div className="flex flex-wrap items-center gap-2">
            {connection && (
              <DisconnectButton name={name} typeName={typeName} enabled={enabled} disconnect={actions.disconnect} />
            )}
            <ConnectButton
              label={connection ? 'Connect again' : 'Connect an account'}
              primary={!connection || broken}
              connect={actions.connect}
            />
          </div>
        )}
      </div>
      {connection && (
        <Part>
          {connection.problem && (
            <div className="mb-3 space-y-1">
              <p className="break-words text-failed-text">{connection.problem}</p>
              <p className="text-xs text-muted">{waitingWords(enabled, windowMinutes)}</p>
            </div>
          )}
          <ConnectionFacts connection={connection} typeName={typeName} />
        </Part>
      )}
      {form ? (
        <Part>
          {changing && (
            <p className="mb-4 text-xs text-muted">
              All {typeName} destinations of this workspace use this client. Accounts that are connected already may
              have to be connected again.
            </p>
          )}
          <ClientForm
            typeName={typeName}
            redirectUri={redirectUri}
            start={client ?? { clientId: '', secretHint: null, ...known }}
            save={actions.saveClient}
            onClose={client ? () => setChanging(false) : null}
          />
        </Part>
      ) : client ? (
        <Part>
          <div className="mb-1.5 flex min-h-control-sm items-center justify-between gap-4">
            <h3 className="font-medium">OAuth app</h3>
            {canEdit && (
              <Button variant="quiet" size="sm" className="-mr-2" onClick={() => setChanging(true)}>
                Change client
              </Button>
            )}
          </div>
          <ClientFacts client={client} redirectUri={redirectUri} />
        </Part>
      ) : (
        <Part>
          <p className="text-muted">Nobody has entered a client ID yet. Ask an owner or a source admin.</p>
        </Part>
      )}
    </div>
  );
}
