import { currentOutboundContext } from '@/platform/outbound-http/outbound-context';
import { DefinitionCrash } from '../inside/guarded-run';

/** Makes the thread outlive what definitions do by accident: exceptions nobody catches, and ending the process. */
export function guardThread(): void {
  const blame = (error: unknown) => currentOutboundContext()?.onCrash?.(error);
  process.on('uncaughtException', blame);
  process.on('unhandledRejection', blame);
  const refuse = (name: string) => () => {
    throw new DefinitionCrash(`The code of the destination called process.${name}.`);
  };
  for (const name of ['exit', 'reallyExit', 'abort', 'kill'] as const)
    Object.defineProperty(process, name, { value: refuse(name), configurable: true, writable: true });
}
