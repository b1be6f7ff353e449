'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { settingShown } from '@/catalog/destinations/kit/setting-condition';
import type { SetupChoices } from '@/control-plane/destinations/setup/list-setup-choices';
import type { JsonObject } from '@/spec/event';
import { fieldErrors } from '../destination-page/action-answer';
import { AccountNote } from '../destination-settings/account-note';
import { CredentialsCheck } from '../destination-settings/credentials-check';
import { PublicNote } from '../destination-settings/public-note';
import { SettingsFields } from '../destination-settings/settings-fields';
import { useFocusOnRefusal } from '../destination-settings/use-focus-on-refusal';
import { HelpText } from '../ui/form/help-text';
import { CopyFrom } from './copy-from';
import { CreatePart } from './create-part';
import { freeName, isTaken } from './free-name';
import { literalDefaults, tabAfter, type SetupActions, type SetupType } from './new-destination';
import { PresetList } from './preset-list';
import { mend, NOT_REFUSED, refusalInWords } from './refusal';
import { SetupPart } from './setup-part';
import { asksConnection, countMissing, setupSteps } from './setup-progress';
import { SetupSteps } from './setup-steps';
import { SourcePart } from './source-part';
import { usePresetPreviews } from './use-preset-previews';
import { useSetup } from './use-setup';

/** Source, name, connection, mappings; then the destination is created, enabled or not. One page; nothing typed is lost. */
export function CreateDestinationForm({
  type,
  choices,
  wantedSource,
  base,
  actions,
  children,
}: {
  type: SetupType;
  choices: SetupChoices;
  wantedSource: string | null;
  /** Address of the list of destinations. */
  base: string;
  actions: SetupActions;
  /** What stands above the first step. */
  children: ReactNode;
}) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const focusRefused = useFocusOnRefusal(form);
  const { draft, change, forget } = useSetup(type, choices, wantedSource, base);
  const [refusal, setRefusal] = useState(NOT_REFUSED);
  const errors = refusal.fields;
  const [busy, setBusy] = useState<'enabled' | 'disabled' | null>(null);

  const source = choices.sources.find(({ id }) => id === draft.sourceId);
  const taken = choices.names[draft.sourceId] ?? [];
  const name = draft.name ?? freeName(type.name, taken);
  const nameTaken = isTaken(name.trim(), taken);
  const origin = choices.instances.find(({ id }) => id === draft.copyFrom);
  const values: JsonObject = { ...(origin ? origin.settings : literalDefaults(type.settings)), ...draft.typed };
  const answers: JsonObject = { ...literalDefaults(type.setup), ...draft.setup };
  const secrets = origin?.secrets ?? {};
  const sent = Object.fromEntries(
    Object.entries(draft.typed).filter(([key]) => {
      const field = type.settings.find((one) => one.key === key);
      return field !== undefined && settingShown(field, values);
    }),
  );
  const previews = usePresetPreviews(`${base}/new/${type.type}/previews`, {
    sourceId: draft.sourceId,
    setup: answers,
    wanted: type.presets.length > 0,
  });
  const storedSecrets = new Set(Object.keys(secrets).filter((key) => draft.typed[key] !== null));
  const steps = setupSteps(type, {
    named: source !== undefined && name.trim() !== '',
    nameTaken,
    missing: countMissing(type.setup, answers) + countMissing(type.settings, values, storedSecrets),
    chosen: draft.chosen.length,
    errors,
  });

  const clear = (key: string) => setRefusal((now) => mend(now, (one) => one === key));
  const submit = async (enabled: boolean) => {
    setBusy(enabled ? 'enabled' : 'disabled');
    const answer = await actions.create({
      sourceId: draft.sourceId,
      name,
      settings: sent,
      setup: answers,
      mappings: draft.chosen,
      ...(origin && { copyFrom: origin.id }),
      enabled,
    });
    if (answer.ok) {
      forget();
      const tab = tabAfter(type, draft.chosen, enabled);
      router.push(`${base}/${answer.value.id}/${tab}`);
      return;
    }
    setBusy(null);
    setRefusal(answer.error);
    focusRefused();
  };
  const nameError = nameTaken
    ? `${source?.name ?? 'This source'} already sends to a ${type.name} destination of this name. Choose another name.`
    : errors.name;
  return (
    <div className="flex gap-8 px-gutter py-4">
      <SetupSteps steps={steps} />
      <form
        ref={form}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void submit(!type.oauth);
        }}
        className="max-w-measure min-w-0 flex-1 space-y-9"
      >
        {children}
        <SetupPart id="source" title="Source and name">
          <SourcePart
            typeName={type.name}
            choices={choices}
            sourceId={draft.sourceId}
            name={name}
            errors={{ ...errors, ...(nameError && { name: nameError }) }}
            onSource={(sourceId) => {
              clear('sourceId');
              change({ sourceId });
            }}
            onName={(typed) => {
              clear('name');
              change({ name: typed });
            }}
          />
        </SetupPart>
        {asksConnection(type) && (
          <SetupPart
            id="connection"
            title="Connection"
            help={
              <>
                {type.keyHelp && <HelpText text={type.keyHelp} />} {type.regions && <HelpText text={type.regions} />}
              </>
            }
          >
            {type.oauth && <AccountNote name={type.name} />}
            {type.device && <PublicNote name={type.name} />}
            {choices.instances.length > 0 && type.settings.length > 0 && (
              <CopyFrom
                instances={choices.instances}
                value={draft.copyFrom}
                error={errors.copyFrom}
                onChange={(copyFrom) => {
                  setRefusal((now) => mend(now, (key) => key === 'copyFrom' || key.startsWith('settings.')));
                  change({ copyFrom });
                }}
              />
            )}
            {type.setup.length > 0 && (
              <SettingsFields
                fields={type.setup}
                values={answers}
                errors={fieldErrors(errors, 'setup')}
                checkAddress={actions.checkAddress}
                onChange={(key, value) => {
                  clear(`setup.${key}`);
                  change({ setup: { ...draft.setup, [key]: value } });
                }}
              />
            )}
            <SettingsFields
              key={draft.copyFrom}
              fields={type.settings}
              values={values}
              secrets={secrets}
              errors={fieldErrors(errors, 'settings')}
              checkAddress={actions.checkAddress}
              onChange={(key, value) => {
                clear(`settings.${key}`);
                change({ typed: { ...draft.typed, [key]: value } });
              }}
            />
            {type.canTest && !type.oauth && (
              <CredentialsCheck
                name={type.name}
                values={values}
                check={() => actions.test({ settings: sent, ...(origin && { storedIn: origin.id }) })}
                onRefused={(fields) => setRefusal((now) => ({ ...now, fields: { ...now.fields, ...fields } }))}
              />
            )}
          </SetupPart>
        )}
        <SetupPart
          id="mappings"
          title="Mappings"
          help={
            type.presets.length > 0
              ? 'Which events are sent, and as what. Each can be changed later, and more added.'
              : undefined
          }
        >
          {type.presets.length > 0 ? (
            <PresetList
              presets={type.presets}
              chosen={draft.chosen}
              previews={previews}
              sourceName={source?.name ?? null}
              onChange={(chosen) => change({ chosen })}
            />
          ) : (
            <p className="text-muted">
              {type.name} has no ready-made mapping. Create the destination, then add one from its actions on the
              Mappings tab; nothing is sent before.
            </p>
          )}
        </SetupPart>
        <SetupPart id="create" title="Create">
          <CreatePart
            message={refusalInWords(refusal)}
            busy={busy}
            oauth={type.oauth}
            mappings={draft.chosen.length}
            onDisabled={() => void submit(false)}
          />
        </SetupPart>
      </form>
    </div>
  );
}
