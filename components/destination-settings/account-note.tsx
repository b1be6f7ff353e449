import { Callout } from '../ui/page/callout';

/** Stands where the account of a destination that signs in by OAuth would be connected. */
export function AccountNote({ name }: { name: string }) {
  return (
    <Callout tone="warning" title={`${name} is reached through an account that a person connects (OAuth).`}>
      This installation cannot connect such accounts yet. You can prepare the destination: its name, settings, mappings
      and filters are kept, and it stays disabled until an account is connected.
    </Callout>
  );
}
