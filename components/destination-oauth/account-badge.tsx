import type { AccountState } from '@/control-plane/destination-oauth/list-account-states';
import { StateBadge } from '../ui/data/state-badge';

/** A destination whose account a person should connect. */
export function AccountBadge({ state }: { state: AccountState }) {
  return <StateBadge state={state === 'broken' ? 'failed' : 'held'} label="Account needs connecting" />;
}
