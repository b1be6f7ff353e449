/** More than the headline: a sentence, and a button such as Undo. */
export interface NotifyOptions {
  description?: string;
  action?: { label: string; onClick: () => void };
}

/** Tells of something that happened elsewhere than where the person looks. The code of toasts is fetched when needed. */
export async function notify(kind: 'success' | 'error', title: string, options?: NotifyOptions): Promise<void> {
  const { toast } = await import('sonner');
  toast[kind](title, options);
}
