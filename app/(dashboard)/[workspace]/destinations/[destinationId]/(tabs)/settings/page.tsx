import type { Metadata } from 'next';
import Link from 'next/link';
import { PolicyForm } from '@/components/delivery-policy/policy-form';
import { AccountPart } from '@/components/destination-oauth/account-part';
import { DeleteDestination } from '@/components/destination-settings/delete-destination';
import { PublicNote } from '@/components/destination-settings/public-note';
import { SettingsForm } from '@/components/destination-settings/settings-form';
import { SettingsNav } from '@/components/destination-settings/settings-nav';
import { HelpText } from '@/components/ui/form/help-text';
import { Callout } from '@/components/ui/page/callout';
import { findDestinationType } from '@/catalog/destinations/registry';
import { openResult } from '@/control-plane/destination-oauth/connect-result';
import { getDestinationAccount } from '@/control-plane/destination-oauth/get-destination-account';
import { getDeliveryPolicy } from '@/control-plane/delivery-policy/get-delivery-policy';
import { listFilters } from '@/control-plane/filters/list-filters';
import { listSubscriptions } from '@/control-plane/subscriptions/list-subscriptions';
import { connectAccount, forgetAccount, saveAccountClient } from '../../account-actions';
import { checkDestinationAddress, removeDestination, saveDestination, testDestinationCredentials } from '../../actions';
import { saveDeliveryPolicy } from '../delivery/actions';
import { loadDestination } from '../../../load-destination';

export const metadata: Metadata = { title: 'Settings' };

interface Props {
  params: Promise<{ workspace: string; destinationId: string }>;
  searchParams: Promise<{ account?: string | string[] }>;
}

/** Account, connection settings, name and deletion of a destination. */
export default async function DestinationSettingsPage({ params, searchParams }: Props) {
  const { workspace, destinationId } = await params;
  const { account: result } = await searchParams;
  const { ctx, destination, canEdit, base } = await loadDestination(workspace, destinationId);
  const [filters, mappings, policy, account] = await Promise.all([
    listFilters(ctx, { destinationId }),
    listSubscriptions(ctx, { destinationId }),
    getDeliveryPolicy(ctx, { destinationId }),
    getDestinationAccount(ctx, { destinationId }),
  ]);
  const type = findDestinationType(destination.type);
  const oauth = account.grant !== null;
  const parts = [
    ...(oauth ? [{ id: 'account', label: 'Account' }] : []),
    { id: 'connection', label: 'Name and connection' },
    { id: 'delivery', label: 'Delivery' },
    ...(canEdit ? [{ id: 'delete', label: 'Delete' }] : []),
  ];
  return (
    <div className="flex gap-8 px-gutter py-6">
      {parts.length > 1 && <SettingsNav parts={parts} />}
      <div className="max-w-measure min-w-0 flex-1 space-y-8">
        {!canEdit && (
          <Callout title="You can look at these settings, not change them.">
            Ask an owner for the role Source Admin.
          </Callout>
        )}
        {!type && (
          <Callout tone="danger" title="This type of destination is no longer in the catalog.">
            Nothing is sent to it any more. Its settings are kept until you delete it.
          </Callout>
        )}
        {type?.note && <Callout title={`About ${type.name}`}>{type.note}</Callout>}
        {type && oauth && (
          <AccountPart
            account={account}
            destination={destination}
            typeName={type.name}
            windowMinutes={policy.windowMinutes}
            result={typeof result === 'string' ? openResult(result, destination.id, Date.now()) : null}
            canEdit={canEdit}
            actions={{
              saveClient: saveAccountClient.bind(null, workspace, destination.id),
              connect: connectAccount.bind(null, workspace, destination.id),
              disconnect: forgetAccount.bind(null, workspace, destination.id),
            }}
          />
        )}
        <section id="connection" aria-label="Name and connection" className="scroll-mt-4 space-y-5">
          {type?.mode === 'device' && type.settings.some(({ hidden }) => !hidden) && <PublicNote name={type.name} />}
          {type?.keyHelp && canEdit && (
            <p className="text-xs text-muted">
              <HelpText text={type.keyHelp} />
            </p>
          )}
          <SettingsForm
            destination={destination}
            typeName={type?.name ?? destination.type}
            fields={type?.settings ?? []}
            canEdit={canEdit && type !== undefined}
            canTest={type?.authentication.canTest === true && !oauth}
            actions={{
              save: saveDestination.bind(null, workspace, destination.id),
              test: testDestinationCredentials.bind(null, workspace, destination.id),
              checkAddress: checkDestinationAddress.bind(null, workspace),
            }}
          />
          {type !== undefined && type.setup.fields.length > 0 && (
            <p className="text-xs text-muted">
              {type.setup.fields.map((field) => field.label).join(', ')}: part of each mapping, so that different events
              can go to different places.{' '}
              <Link className="link underline underline-offset-2" href={`${base}/mappings`}>
                Open the mappings
              </Link>
            </p>
          )}
        </section>
        <section id="delivery" aria-labelledby="delivery-title" className="scroll-mt-4 space-y-4 border-t pt-6">
          <h2 id="delivery-title" className="text-md">
            Delivery
          </h2>
          <PolicyForm
            policy={policy}
            canEdit={canEdit}
            save={saveDeliveryPolicy.bind(null, workspace, destination.id)}
          />
        </section>
        {canEdit && (
          <section id="delete" aria-label="Delete" className="scroll-mt-4 border-t pt-6">
            <DeleteDestination
              name={destination.name}
              mappings={mappings.items.length}
              filters={filters.items.length}
              listHref={`/${workspace}/destinations`}
              remove={removeDestination.bind(null, workspace, destination.id)}
            />
          </section>
        )}
      </div>
    </div>
  );
}
