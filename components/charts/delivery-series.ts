/** What the trend of deliveries is made of, from the bottom of the stack up. */
export type DeliverySeriesKey = 'deliveredFirstTry' | 'deliveredOnRetry' | 'failed';

/** Names and colours of the series; the colours are those of the states. */
export const DELIVERY_SERIES: readonly { key: DeliverySeriesKey; label: string; colour: string }[] = [
  { key: 'deliveredFirstTry', label: 'Delivered on first try', colour: 'var(--delivered-mark)' },
  {
    key: 'deliveredOnRetry',
    label: 'Delivered on retry',
    colour: 'color-mix(in oklch, var(--delivered-mark) 45%, var(--surface))',
  },
  { key: 'failed', label: 'Failed', colour: 'var(--failed-mark)' },
];
