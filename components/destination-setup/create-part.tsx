import { Button } from '../ui/form/button';

/** The end of the add page: what will happen, and the buttons that make it happen. */
export function CreatePart({
  message,
  busy,
  oauth,
  mappings,
  onDisabled,
}: {
  /** Why it could not be created. */
  message: string | null;
  busy: 'enabled' | 'disabled' | null;
  oauth: boolean;
  mappings: number;
  onDisabled: () => void;
}) {
  return (
    <div className="space-y-3">
      <p className="text-muted">
        {oauth
          ? 'It is created disabled. On its Settings tab, where you get next, you connect the account; then you enable it.'
          : mappings === 0
            ? 'Without a mapping it is sent nothing, enabled or not. You add one on its Mappings tab.'
            : 'Enabled, it receives every event that a mapping takes, from now on. Disabled, it receives nothing.'}
      </p>
      {message && (
        <p role="alert" className="text-failed-text">
          {message}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {oauth ? (
          <Button type="submit" variant="primary" busy={busy !== null}>
            Create and connect
          </Button>
        ) : (
          <>
            <Button type="submit" variant="primary" busy={busy === 'enabled'} disabled={busy !== null}>
              Create and enable
            </Button>
            <Button busy={busy === 'disabled'} disabled={busy !== null} onClick={onDisabled}>
              Create disabled
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
