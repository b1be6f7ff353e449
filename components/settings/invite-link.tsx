import type { InviteWithLink } from '@/control-plane/invites/invite-view';
import { StateGlyph, type State } from '../ui/data/state-glyph';
import { CopyField } from '../ui/form/copy-field';

const OUTCOMES: Record<NonNullable<InviteWithLink['mail']>, { state: State; text: string }> = {
  sent: { state: 'delivered', text: 'Mailed.' },
  sending: { state: 'pending', text: 'Being mailed; the mail server takes its time.' },
  failed: { state: 'failed', text: 'The mail could not be sent. Give them the link yourself; the log says why.' },
  outbox: { state: 'held', text: 'Not mailed: this installation has no mail server. Give them the link yourself.' },
};

/** An invitation that was just made: what became of its mail, and its link, which is shown this once. */
export function InviteLink({ invite }: { invite: InviteWithLink }) {
  const outcome = invite.mail === null ? null : OUTCOMES[invite.mail];
  return (
    <div className="min-w-0 space-y-1.5">
      <div className="font-medium break-all">{invite.email}</div>
      <CopyField value={invite.link} label={`link for ${invite.email}`} />
      {outcome && (
        <p className="flex items-baseline gap-1.5 text-xs text-muted">
          <StateGlyph state={outcome.state} className="translate-y-0.5" />
          <span className="min-w-0">{outcome.text}</span>
        </p>
      )}
    </div>
  );
}
