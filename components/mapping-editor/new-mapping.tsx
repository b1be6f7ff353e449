'use client';

import { useRouter } from 'next/navigation';
import type { ComponentProps } from 'react';
import type { SubscriptionView } from '@/control-plane/subscriptions/subscription-view';
import type { ActionAnswer } from '../destination-page/action-answer';
import { MappingEditor } from './mapping-editor';
import type { MappingDraft } from './use-mapping-draft';

type Given = Pick<
  ComponentProps<typeof MappingEditor<SubscriptionView>>,
  'action' | 'destination' | 'maker' | 'crumbs' | 'dataBase' | 'canEdit' | 'tryTrigger'
>;

/** The page on which a mapping is written before it exists. It is created disabled; its page then has the switch. */
export function NewMapping({
  proposal,
  listHref,
  create,
  ...given
}: Given & {
  /** What the action, or a preset, proposes. */
  proposal: MappingDraft;
  listHref: string;
  create: (draft: MappingDraft) => Promise<ActionAnswer<SubscriptionView>>;
}) {
  const router = useRouter();
  return (
    <MappingEditor<SubscriptionView>
      {...given}
      isNew
      stored={proposal}
      save={create}
      onSaved={({ id }) => {
        router.push(`${listHref}/${id}`);
        router.refresh();
      }}
    />
  );
}
