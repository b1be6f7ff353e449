import type { SelectionInput } from '@/control-plane/deliveries/deliveries.schema';
import type { AskedAgain } from '@/control-plane/deliveries/resend-deliveries';
import type { RetriedNow } from '@/control-plane/deliveries/retry-deliveries';
import type { ActionAnswer } from '../../destination-page/action-answer';
import { formatCount } from '../../ui/data/format';

/** Which deliveries of the destination a click means. */
export type Chosen = Omit<SelectionInput, 'destinationId'>;

/** What somebody who may edit can do on the Event Delivery tab. */
export interface DeliveryActions {
  retryNow: (chosen: Chosen) => Promise<ActionAnswer<RetriedNow>>;
  sendAgain: (chosen: Chosen) => Promise<ActionAnswer<AskedAgain>>;
  resetBreaker: () => Promise<ActionAnswer<{ reset: boolean }>>;
}

/** "1 event", "1,204 events". */
export function events(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'event' : 'events'}`;
}

/** What "Retry now" did, in a title and a sentence. */
export function retriedInWords({ moved, more, held }: RetriedNow): { title: string; description?: string } {
  if (held === 'breaker')
    return {
      title: 'One event is tried at once.',
      description: 'The destination is held back: the rest follows when it goes well.',
    };
  const title = moved === 0 ? 'Nothing waited for a later try.' : `${events(moved)} moved to now.`;
  if (held === 'pause')
    return { title, description: 'The destination asked for patience; they follow when that is over.' };
  return more ? { title, description: 'That is as many as one click moves. There may be more.' } : { title };
}

/** What "Send again" asked for, in a title and a sentence. */
export function resentInWords({ asked, gone, more }: AskedAgain): { title: string; description?: string } {
  const title = asked === 0 ? 'Nothing is sent again.' : `${events(asked)} will be sent again within seconds.`;
  if (gone > 0) return { title, description: `${events(gone)} no longer in the event log.` };
  return more ? { title, description: 'That is as many as one click takes. There may be more.' } : { title };
}
