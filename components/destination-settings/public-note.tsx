import { Callout } from '../ui/page/callout';

/** Stands above the settings of a destination that runs in the browser: the page carries them to everyone. */
export function PublicNote({ name }: { name: string }) {
  return (
    <Callout
      title={`${name} runs in the visitor’s browser, so anyone who opens the website can read these settings, its mappings and its filters. Enter no secret.`}
    />
  );
}
