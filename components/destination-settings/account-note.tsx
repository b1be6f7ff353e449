import { Callout } from '../ui/page/callout';

/** Stands where a destination is added that signs in with an account (OAuth): what comes after. */
export function AccountNote({ name }: { name: string }) {
  return (
    <Callout title={`${name} is reached through an account that a person connects (OAuth).`}>
      You connect it on the Settings tab, to which creating the destination leads. Its name, settings, mappings and
      filters can be prepared before.
    </Callout>
  );
}
