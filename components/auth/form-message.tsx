import { Callout } from '../ui/page/callout';

/** What is wrong with a form as a whole; announced when it appears. */
export function FormMessage({ text }: { text: string | null }) {
  return (
    <div role="alert" className={text === null ? 'hidden' : undefined}>
      {text !== null && <Callout tone="danger" title={text} />}
    </div>
  );
}
