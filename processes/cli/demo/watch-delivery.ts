import type { Context } from '../../../control-plane/context';
import { getDeliverySummary } from '../../../control-plane/delivery-metrics/get-delivery-summary';
import type { Demo } from './ensure-demo';
import type { Receiver } from './receiver';

/** How long the first delivery may take before the watch asks what keeps it. */
const PATIENCE_MS = 8000;

/** What a person must do when the server may not deliver to this machine. */
export const BLOCKED_HELP = `The server refuses to deliver to 127.0.0.1, as it does with every private address unless told otherwise.
The demo goes on, and its deliveries show as failed (BLOCKED_ADDRESS). To see them succeed, stop the server and start it with

  SWITCHYARD_ALLOW_PRIVATE_NETWORKS=127.0.0.0/8,::1/128 npm start

then run the demo again.`;

const SILENT_HELP = `Nothing has reached the receiver. If the server runs on another machine or in a container, it cannot reach
127.0.0.1 of this one; run the demo beside the server. Otherwise see the Event Delivery tab of the demo's destinations.`;

/** Why nothing arrived at the receiver: asked of the delivery metrics, as the dashboard shows them. */
async function explainSilence(ctx: Context, demo: Demo): Promise<string> {
  const input = { destinationId: demo.shop.destinationId, period: '30m' as const };
  const { problems } = await getDeliverySummary(ctx, input);
  return problems.some(({ reason }) => reason === 'BLOCKED_ADDRESS') ? BLOCKED_HELP : SILENT_HELP;
}

/**
 * Watches whether anything arrives at the receiver; says once, after some seconds of silence, what is wrong and what to do.
 * `finish` ends the watch and tells the reason when nothing has arrived to the end, else null.
 */
export function watchDelivery(
  ctx: Context,
  demo: Demo,
  receiver: Receiver,
  say: (line: string) => void,
): { finish(): Promise<string | null> } {
  const silent = () => Object.keys(receiver.counts).length === 0;
  const timer = setTimeout(() => {
    if (!silent()) return;
    explainSilence(ctx, demo).then(
      (help) => say(`\n${help}\n`),
      () => undefined,
    );
  }, PATIENCE_MS);
  return {
    finish: async () => {
      clearTimeout(timer);
      return silent() ? explainSilence(ctx, demo) : null;
    },
  };
}
