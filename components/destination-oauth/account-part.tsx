import type { ConnectResult } from '@/control-plane/destination-oauth/connect-result';
import type { DestinationAccount } from '@/control-plane/destination-oauth/get-destination-account';
import type { DestinationView } from '@/control-plane/destinations/destination-view';
import { Callout } from '../ui/page/callout';
import { AccountCard } from './account-card';
import type { AccountActions } from './account-actions';
import { ConnectResultNote } from './connect-result';
import { waitingWords } from './waiting-words';

/** The part of the Settings tab about how a destination signs in by OAuth. */
export function AccountPart({
  account,
  destination,
  typeName,
  windowMinutes,
  result,
  canEdit,
  actions,
}: {
  account: DestinationAccount;
  destination: Pick<DestinationView, 'name' | 'enabled'>;
  typeName: string;
  windowMinutes: number;
  /** How connecting has just ended. */
  result: ConnectResult | null;
  canEdit: boolean;
  actions: AccountActions;
}) {
  const { name, enabled } = destination;
  const problem = account.connection?.problem;
  return (
    <section id="account" aria-labelledby="account-title" className="scroll-mt-4 space-y-3">
      <h2 id="account-title" className="text-md">
        Account
      </h2>
      {result && <ConnectResultNote result={result} typeName={typeName} enabled={enabled} />}
      {account.grant === 'settings' ? (
        <>
          {problem && (
            <Callout tone="danger" title={problem}>
              {waitingWords(enabled, windowMinutes)} Correct the settings below.
            </Callout>
          )}
          <p className="text-muted">
            The destination gets its token from {typeName} by itself, with the settings below, and renews it. Nobody has
            to connect an account.
          </p>
        </>
      ) : (
        <AccountCard
          account={account}
          name={name}
          typeName={typeName}
          enabled={enabled}
          windowMinutes={windowMinutes}
          canEdit={canEdit}
          actions={actions}
        />
      )}
    </section>
  );
}
