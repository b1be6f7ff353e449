import { currentOutboundContext } from '@/platform/outbound-http/outbound-context';
import { DefinitionCrash } from '../inside/guarded-run';

/**
 * Makes the process outlive what definitions do by accident: exceptions nobody catches, and ending the process. It ends
 * with its owner, and by nobody else's signal: Ctrl-C reaches it too, while its owner still has work for it.
 */
export function guardChild(): void {
  const leave = process.exit.bind(process);
  process.on('disconnect', () => leave(0));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  const blame = (error: unknown) => currentOutboundContext()?.onCrash?.(error);
  process.on('uncaughtException', blame);
  process.on('unhandledRejection', blame);
  const refuse = (name: string) => () => {
    throw new DefinitionCrash(`The code of the destination called process.${name}.`);
  };
  for (const name of ['exit', 'abort', 'kill'] as const)
    Object.defineProperty(process, name, { value: refuse(name), configurable: true, writable: true });
}
