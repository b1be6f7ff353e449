'use client';

import { useRouter } from 'next/navigation';
import { useState, type ComponentProps } from 'react';
import { mappingNeeds } from '@/catalog/destinations/kit/mapping/mapping-needs';
import type { SubscriptionView } from '@/control-plane/subscriptions/subscription-view';
import type { ActionAnswer } from '../destination-page/action-answer';
import { EnableToggle } from '../destination-page/enable-toggle';
import { MappingEditor } from './mapping-editor';
import type { MappingDraft } from './use-mapping-draft';

type Given = Pick<
  ComponentProps<typeof MappingEditor<SubscriptionView>>,
  'action' | 'destination' | 'maker' | 'crumbs' | 'dataBase' | 'canEdit' | 'tryTrigger' | 'startAt'
>;

/** The page of a mapping that exists. */
export function EditMapping({
  mapping: shown,
  save,
  setEnabled,
  ...given
}: Given & {
  mapping: SubscriptionView;
  save: (draft: MappingDraft) => Promise<ActionAnswer<SubscriptionView>>;
  setEnabled: (enabled: boolean) => Promise<ActionAnswer<unknown>>;
}) {
  const router = useRouter();
  const [saved, setSaved] = useState(shown);
  // What was saved a moment ago counts before the page that shows it has come.
  const mapping = Date.parse(saved.updatedAt) > Date.parse(shown.updatedAt) ? saved : shown;
  return (
    <MappingEditor<SubscriptionView>
      {...given}
      stored={{ name: mapping.name, trigger: mapping.trigger, mapping: mapping.mapping }}
      enabled={mapping.enabled}
      toggle={(complete, showNeed) => (
        <EnableToggle
          enabled={mapping.enabled}
          label={`${mapping.name} enabled`}
          canEdit={given.canEdit}
          showState
          version={Date.parse(mapping.updatedAt)}
          set={(enabled) => {
            const [need] = enabled ? mappingNeeds(given.action, mapping.mapping) : [];
            if (!need) return setEnabled(enabled);
            if (!complete) showNeed();
            const message = complete ? 'Save it first.' : `Not enabled: it needs ${need.label}.`;
            return Promise.resolve({ ok: false, error: { message, fields: {} } });
          }}
        />
      )}
      save={save}
      onSaved={(view) => {
        setSaved(view);
        router.refresh();
      }}
    />
  );
}
