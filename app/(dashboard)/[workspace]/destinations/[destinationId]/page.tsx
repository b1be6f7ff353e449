import { redirect } from 'next/navigation';

/** A destination opens on what one most often wants to know: whether events arrive. */
export default async function DestinationPage({
  params,
}: {
  params: Promise<{ workspace: string; destinationId: string }>;
}) {
  const { workspace, destinationId } = await params;
  redirect(`/${workspace}/destinations/${destinationId}/delivery`);
}
