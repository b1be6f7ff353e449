import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CreateDestinationForm } from '@/components/destination-setup/create-destination-form';
import type { SetupType } from '@/components/destination-setup/new-destination';
import { BrandMark } from '@/components/ui/data/brand-mark';
import { LinkButton } from '@/components/ui/form/link-button';
import { Callout } from '@/components/ui/page/callout';
import { EmptyState } from '@/components/ui/page/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import type { DestinationMetadata } from '@/catalog/destinations/kit/metadata';
import { oauthGrantOf } from '@/catalog/destinations/oauth/oauth-grant';
import { findDestinationType } from '@/catalog/destinations/registry';
import { can } from '@/control-plane/authorize';
import { takenEvents } from '@/control-plane/destinations/get-catalog-details';
import { listSetupChoices } from '@/control-plane/destinations/setup/list-setup-choices';
import { requireContext } from '../../../../../context';
import { addDestination, judgeAddress, tryCredentials } from './actions';

export const metadata: Metadata = { title: 'Add destination' };

interface Props {
  params: Promise<{ workspace: string; type: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What the form needs to know of a type; the fields of its actions stay here. */
function setupType(type: DestinationMetadata): SetupType {
  return {
    type: type.type,
    name: type.name,
    device: type.mode === 'device',
    oauth: oauthGrantOf(type.type) === 'person',
    canTest: type.authentication.canTest,
    keyHelp: type.keyHelp ?? null,
    regions: type.regions ?? null,
    settings: type.settings.filter((field) => !field.hidden),
    setup: type.setup.fields,
    presets: type.presets.map(({ name, trigger, suggested, needs = [] }) => ({
      name,
      takes: takenEvents(trigger),
      suggested: suggested === true,
      needs,
    })),
  };
}

/** Connects a source to a destination of one type. */
export default async function NewDestinationPage({ params, searchParams }: Props) {
  const { workspace, type: key } = await params;
  const { source } = await searchParams;
  const ctx = await requireContext(workspace);
  const type = findDestinationType(key) ?? notFound();
  const crumbs = [{ label: 'Catalog', href: `/${workspace}/catalog?type=${type.type}` }, { label: `Add ${type.name}` }];
  if (!can(ctx.actor.role, 'destinations:edit')) {
    return (
      <>
        <PageHeader crumbs={crumbs} />
        <EmptyState
          title="Your role does not allow adding destinations."
          description="Ask an owner of this workspace for the role Source Admin."
          action={<LinkButton href={`/${workspace}/destinations`}>Show destinations</LinkButton>}
        />
      </>
    );
  }
  const choices = await listSetupChoices(ctx, { type: type.type });
  const about = (
    <div className="space-y-4">
      <div className="flex items-start gap-3">
        <BrandMark type={type.type} name={type.name} size={36} />
        <p className="text-muted">{type.description}</p>
      </div>
      {type.note && <Callout title={`About ${type.name}`}>{type.note}</Callout>}
    </div>
  );
  if (choices.sources.length === 0) {
    return (
      <>
        <PageHeader crumbs={crumbs} />
        <div className="max-w-measure space-y-5 px-gutter py-4">
          {about}
          <Callout
            tone="warning"
            title={choices.unfit > 0 ? 'No source of this workspace is a website.' : 'There is no source yet.'}
            action={<LinkButton href={`/${workspace}/sources/new`}>Add a source</LinkButton>}
          >
            {choices.unfit > 0
              ? `${type.name} runs in the visitor’s browser, so it can only receive from a website source.`
              : 'A destination receives the events of a source, so add one first.'}
          </Callout>
        </div>
      </>
    );
  }
  return (
    <>
      <PageHeader crumbs={crumbs} />
      <CreateDestinationForm
        type={setupType(type)}
        choices={choices}
        wantedSource={typeof source === 'string' ? source : null}
        base={`/${workspace}/destinations`}
        actions={{
          create: addDestination.bind(null, workspace, type.type),
          test: tryCredentials.bind(null, workspace, type.type),
          checkAddress: judgeAddress.bind(null, workspace),
        }}
      >
        {about}
      </CreateDestinationForm>
    </>
  );
}
