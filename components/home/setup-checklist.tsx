import Link from 'next/link';
import { StateGlyph } from '../ui/data/state-glyph';
import { LinkButton } from '../ui/form/link-button';
import type { SetupStep } from './setup-steps';

/** The first steps, large: what Home is until events flow. The first open step has the page's one primary button. */
export function SetupChecklist({ steps, canEdit }: { steps: SetupStep[]; canEdit: boolean }) {
  const next = steps.find((step) => !step.done);
  return (
    <ol className="max-w-measure">
      {steps.map((step, index) => (
        <li
          key={step.key}
          aria-current={step === next ? 'step' : undefined}
          className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b py-4 first:border-t"
        >
          <span className="flex w-6 shrink-0 justify-center">
            {step.done ? (
              <StateGlyph state="delivered" label="Done" className="size-4" />
            ) : (
              <span className="text-muted tabular-nums">{index + 1}</span>
            )}
          </span>
          <div className="min-w-0 flex-[1_1_14rem]">
            <h2 className={step.done ? 'font-medium text-muted' : 'font-medium'}>{step.title}</h2>
            {!step.done && <p className="text-muted">{step.explanation}</p>}
          </div>
          {!step.done && step.href && canEdit && (
            <LinkButton href={step.href} variant={step === next ? 'primary' : 'default'} className="max-sm:ml-9">
              {step.action}
            </LinkButton>
          )}
        </li>
      ))}
    </ol>
  );
}

/** The same steps as short lines, for the side of Home. */
export function SetupLines({ steps }: { steps: SetupStep[] }) {
  return (
    <ul className="space-y-1.5">
      {steps.map((step) => (
        <li key={step.key} className="flex items-center gap-2">
          <StateGlyph state={step.done ? 'delivered' : 'pending'} label={step.done ? 'Done' : 'Open'} />
          {step.done || !step.href ? (
            <span className="text-muted">{step.title}</span>
          ) : (
            <Link href={step.href} className="link">
              {step.title}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}
