import type { BreakerView } from '@/control-plane/deliveries/breaker-view';
import { StateBadge } from '../ui/data/state-badge';

const WORDS: Record<BreakerView['state'], string> = { open: 'Held back', probing: 'Probing', paused: 'Paused' };

/** The state of a destination that is not simply delivered to. */
export function BreakerBadge({ state }: { state: BreakerView['state'] }) {
  return <StateBadge state={state === 'probing' ? 'retrying' : 'held'} label={WORDS[state]} />;
}
