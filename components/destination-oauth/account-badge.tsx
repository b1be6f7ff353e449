import type { AccountState } from '@/control-plane/destination-oauth/list-account-states';
import { StateBadge } from '../ui/data/state-badge';

/** A destination whose account a person should connect. `short` where there is little room. */
export function AccountBadge({ state, short = false }: { state: AccountState; short?: boolean }) {
  const label = short ? 'Needs account' : 'Account needs connecting';
  return <StateBadge state={state === 'broken' ? 'failed' : 'held'} label={label} />;
}
