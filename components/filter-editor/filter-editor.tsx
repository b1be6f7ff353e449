'use client';

import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useId, useMemo, useState, type FormEvent } from 'react';
import type { FilterView } from '@/control-plane/filters/filter-view';
import type { FilterAction } from '@/spec/filter';
import { MAX_FILTER_TITLE } from '@/spec/filter-limits';
import type { ActionAnswer } from '../destination-page/action-answer';
import { StateGlyph } from '../ui/data/state-glyph';
import { Button } from '../ui/form/button';
import { Field } from '../ui/form/field';
import { TextInput } from '../ui/form/text-input';
import { Skeleton } from '../ui/page/skeleton';
import { FilterExamples } from './filter-examples';
import { filterVerb } from './filter-sentence';
import { readEvent } from './pasted-event';
import { TrialPane } from './trial-pane';
import { useFilterTrial, type TryFilter } from './use-filter-trial';

const FqlInput = dynamic(() => import('./fql-input').then((module) => module.FqlInput), {
  ssr: false,
  loading: () => <Skeleton className="h-21 w-full" />,
});

const DROP: FilterAction[] = [{ type: 'DROP' }];

/** What the form saves. */
export interface FilterDraft {
  title: string;
  condition: string;
  enabled: boolean;
}

/** A filter as a sentence whose condition is FQL, tried on real events while it is written. */
export function FilterEditor({
  filter,
  destination,
  source,
  listHref,
  place,
  canEdit,
  tryFilter,
  save,
}: {
  /** Null: a new one. */
  filter: FilterView | null;
  destination: string;
  source: string;
  listHref: string;
  /** "the 3rd of at most 10". */
  place: string;
  canEdit: boolean;
  tryFilter: TryFilter;
  save: (draft: FilterDraft) => Promise<ActionAnswer<unknown>>;
}) {
  const router = useRouter();
  const problemId = useId();
  const [title, setTitle] = useState(filter?.title ?? '');
  const [condition, setCondition] = useState(filter?.condition ?? '');
  const [pasted, setPasted] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [message, setMessage] = useState<string | null>(null);
  const [busy, setBusy] = useState<boolean | null>(null);
  const actions = filter?.actions ?? DROP;
  const own = useMemo(() => readEvent(pasted), [pasted]);
  const empty = condition.trim() === '';
  const trial = useFilterTrial(
    listHref,
    { condition, actions, ...('event' in own ? { payload: own.event } : {}) },
    tryFilter,
  );
  const check = empty ? undefined : trial.data?.check;
  const problem = useMemo(() => (check && !check.ok ? check : null), [check]);

  const submit = async (enabled: boolean) => {
    setBusy(enabled);
    const answer = await save({ title, condition, enabled });
    if (answer.ok) {
      router.push(listHref);
      router.refresh();
      return;
    }
    setBusy(null);
    setErrors(answer.error.fields);
    setMessage(Object.keys(answer.error.fields).length > 0 ? null : answer.error.message);
  };
  return (
    <div className="flex min-h-0 flex-1 max-lg:flex-col">
      <form
        className="min-w-0 flex-1 space-y-5 px-gutter py-5"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void submit(filter?.enabled ?? true);
        }}
      >
        <div>
          <p className="mb-2 text-md">
            {filterVerb(actions)} to <strong className="font-semibold">{destination}</strong> if
          </p>
          <FqlInput
            value={condition}
            onChange={setCondition}
            problem={problem}
            label="Condition in FQL"
            describedBy={problem || errors.condition ? problemId : undefined}
            placeholder="type = 'track' and contains(context.traits.email, '@example.com')"
            readOnly={!canEdit}
          />
          <p id={problemId} role="status" className="mt-1.5 min-h-4 text-xs">
            {problem ? (
              <span className="flex gap-1.5 text-failed-text">
                <StateGlyph state="failed" className="mt-0.5" />
                {problem.message}
              </span>
            ) : errors.condition && empty ? (
              <span className="text-failed-text">{errors.condition}</span>
            ) : (
              <span className="text-muted">
                An event that makes this true is kept from {destination}. At most 5 KB.
              </span>
            )}
          </p>
          {canEdit && <FilterExamples onChoose={setCondition} />}
        </div>
        <Field
          label="Name"
          help={`Filters run in this order: sample, do not send, drop fields, allow fields. ${place}`}
          error={errors.title}
        >
          <TextInput
            className="max-w-100"
            value={title}
            maxLength={MAX_FILTER_TITLE}
            disabled={!canEdit}
            onChange={(event) => setTitle(event.target.value)}
          />
        </Field>
        {message && (
          <p role="alert" className="text-failed-text">
            {message}
          </p>
        )}
        {canEdit && (
          <div className="flex flex-wrap items-center gap-2">
            <Button variant="primary" busy={busy === true} disabled={busy !== null} onClick={() => void submit(true)}>
              Save and enable
            </Button>
            <Button busy={busy === false} disabled={busy !== null} onClick={() => void submit(false)}>
              Save disabled
            </Button>
            <p className="min-w-0 flex-1 basis-48 text-xs text-muted">
              Takes effect within seconds, for events that arrive from then on.
            </p>
          </div>
        )}
      </form>
      <aside
        aria-label="Try the filter"
        className="w-[min(460px,42%)] shrink-0 border-l max-lg:w-full max-lg:border-t max-lg:border-l-0"
      >
        <TrialPane
          trial={empty ? undefined : trial.data}
          failed={trial.error ? trial.error.message : null}
          empty={empty}
          invalid={problem !== null}
          destination={destination}
          source={source}
          pasted={pasted}
          onPaste={setPasted}
        />
      </aside>
    </div>
  );
}
