'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { memo, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { SYNC_MODE_KEY, type ActionMetadata } from '@/catalog/destinations/kit/metadata';
import type { ActionAnswer } from '../destination-page/action-answer';
import { readEvent } from '../filter-editor/pasted-event';
import { TriggerBuilder } from '../trigger-builder/trigger-builder';
import type { TryTrigger } from '../trigger-builder/use-trigger-trial';
import { Field } from '../ui/form/field';
import { TextInput } from '../ui/form/text-input';
import type { Crumb } from '../ui/page/page-header';
import { Skeleton } from '../ui/page/skeleton';
import { EditorContext } from './editor-context';
import { EditorHeader } from './editor-header';
import { Description } from './fields/description';
import { FieldList } from './fields/field-list';
import { NeedsNote } from './needs-note';
import { problemsByPath } from './model/sample-value';
import { withSpec } from './model/spec-properties';
import { askChoices, seenPropertiesQuery } from './preview/editor.query';
import { useMappingPreview } from './preview/use-mapping-preview';
import { SyncMode } from './sync-mode';
import { useMappingDraft, type MappingDraft } from './use-mapping-draft';
import { useNeeds } from './use-needs';
import { useStable } from './use-stable';
import { useUnsavedGuard } from './use-unsaved-guard';
import { NestedValueContext } from './value/nested-value';
import { ValueEditor } from './value/value-editor';

/** Fetched after the page: there is nothing to show before the first answer anyway. */
const PreviewPane = memo(
  dynamic(() => import('./preview/preview-pane').then((module) => module.PreviewPane), {
    ssr: false,
    loading: () => <Skeleton className="m-6 h-4 w-40" />,
  }),
);

/** What stands around the fields is drawn anew when it changes, not with every key in a field. */
const Trigger = memo(TriggerBuilder);
const Header = memo(EditorHeader);
const Needs = memo(NeedsNote);
const About = memo(Description);

/** The whole page of one mapping: when it runs, what fills which field, and what comes out, tried while one writes. */
export function MappingEditor<T>({
  stored,
  isNew = false,
  enabled = false,
  startAt = null,
  action,
  destination,
  maker,
  crumbs,
  dataBase,
  canEdit,
  toggle,
  tryTrigger,
  save,
  onSaved,
}: {
  stored: MappingDraft;
  /** Not created yet. */
  isNew?: boolean;
  enabled?: boolean;
  /** Path of the field to begin with. */
  startAt?: string | null;
  action: ActionMetadata;
  /** The destination's name, and the name of its kind ("Klaviyo"). */
  destination: string;
  maker: string;
  crumbs: Crumb[];
  /** The address of the editor's data: `…/mappings/editor`. */
  dataBase: string;
  canEdit: boolean;
  /** Its switch, once it exists; told whether what is written lacks nothing, and how to lead to what it lacks. */
  toggle?: (complete: boolean, showNeed: () => void) => ReactNode;
  tryTrigger: TryTrigger;
  save: (draft: MappingDraft) => Promise<ActionAnswer<T>>;
  onSaved: (value: T) => void;
}) {
  const draft = useMappingDraft(stored, save);
  const { mapping, trigger, dirty, submit, reportUnreadable } = draft;
  const [pasted, setPasted] = useState('');
  const own = useMemo(() => readEvent(pasted), [pasted]);
  const pastedEvent = 'event' in own ? (own.event as MappingDraft['mapping']) : null;
  const preview = useMappingPreview(dataBase, { actionSlug: action.slug, trigger, mapping, pasted: pastedEvent });
  const { data: seen } = useQuery(seenPropertiesQuery(dataBase));
  const previewPane = useRef<HTMLElement>(null);
  const guard = useUnsavedGuard(dirty && draft.state !== 'busy');

  const latest = useRef(mapping);
  useEffect(() => {
    latest.current = mapping;
  }, [mapping]);
  const properties = seen?.properties;
  const editor = useMemo<EditorContext>(
    () => ({
      key: `${dataBase} ${action.slug}`,
      readOnly: !canEdit,
      properties: withSpec(properties ?? []),
      fetchChoices: (field, page, signal) =>
        askChoices(
          dataBase,
          { actionSlug: action.slug, field, mapping: latest.current, ...(page === null ? {} : { page }) },
          signal,
        ),
      reportUnreadable,
    }),
    [dataBase, action.slug, canEdit, properties, reportUnreadable],
  );
  const trial = preview.trial;
  const needs = useNeeds(action, mapping);
  const problems = useMemo(
    () => problemsByPath(trial?.problems ?? [], draft.refused, needs),
    [trial, draft.refused, needs],
  );
  const [wanted, want] = useState(startAt === null ? null : { path: startAt });
  const goTo = useCallback((path: string) => want({ path }), []);

  const saveAll = async () => {
    if (!canEdit || draft.state === 'busy') return;
    const answer = await submit();
    if ('saved' in answer) onSaved(answer.saved);
    else if (answer.refused[0] !== undefined) goTo(answer.refused[0]);
  };
  const saveNow = useStable(() => void saveAll());
  const discard = useStable(draft.discard);
  const showPreview = useCallback(() => previewPane.current?.scrollIntoView({ block: 'start' }), []);
  const toggleShown = useMemo(
    () => toggle?.(needs.length === 0, () => goTo(needs[0]?.path ?? '')),
    [toggle, needs, goTo],
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.metaKey || event.ctrlKey) || (event.key !== 's' && event.key !== 'Enter')) return;
      event.preventDefault();
      saveNow();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [saveNow]);

  const consequence = isNew
    ? 'It can be created now, and enabled once this is filled in.'
    : enabled
      ? 'Every event of this mapping is rejected until this is filled in.'
      : 'It can be enabled once this is filled in and saved.';
  return (
    <EditorContext value={editor}>
      <NestedValueContext value={ValueEditor}>
        <div className="flex min-h-dvh flex-col">
          <Header
            crumbs={crumbs}
            canEdit={canEdit}
            isNew={isNew}
            dirty={dirty}
            state={draft.state}
            message={draft.message}
            toggle={toggleShown}
            onSave={saveNow}
            onDiscard={discard}
            onPreview={showPreview}
          />
          <div className="flex min-h-0 flex-1 max-lg:flex-col">
            <div className="min-w-0 flex-1 pb-24 max-lg:pb-8 lg:border-r">
              <div className="max-w-3xl space-y-5 px-gutter pt-5 pb-6">
                {canEdit && <Needs needs={needs} consequence={consequence} onField={goTo} />}
                <div>
                  <p className="text-xs text-muted">{action.title}</p>
                  {action.description !== '' && <About text={action.description} />}
                </div>
                <Field label="Name" error={draft.errors.name}>
                  <TextInput
                    className="max-w-100"
                    value={draft.name}
                    maxLength={120}
                    disabled={!canEdit}
                    onChange={(event) => draft.setName(event.target.value)}
                  />
                </Field>
                <Trigger
                  value={trigger}
                  onChange={draft.setTrigger}
                  tryTrigger={tryTrigger}
                  {...(properties ? { seen: properties } : {})}
                  readOnly={!canEdit}
                  error={draft.errors.trigger}
                />
                <SyncMode
                  action={action}
                  mapping={mapping}
                  onChange={draft.setField}
                  error={problems.get(SYNC_MODE_KEY)}
                />
              </div>
              <FieldList
                action={action}
                destination={maker}
                mapping={mapping}
                problems={problems}
                wanted={wanted}
                payload={trial?.payload ?? {}}
                onChange={draft.setField}
              />
            </div>
            <aside
              ref={previewPane}
              aria-label="Preview"
              className="w-[min(460px,38%)] shrink-0 max-lg:w-full max-lg:border-t lg:sticky lg:top-[calc(var(--header)+1px)] lg:max-h-[calc(100dvh-var(--header)-1px)] lg:self-start lg:overflow-y-auto"
            >
              <PreviewPane
                preview={preview}
                destination={destination}
                pasted={pasted}
                onPaste={setPasted}
                onField={goTo}
                testerHref={isNew || dirty ? null : dataBase.replace(/mappings\/editor$/, 'tester')}
              />
            </aside>
          </div>
        </div>
        {guard}
      </NestedValueContext>
    </EditorContext>
  );
}
