import { type ReactNode, useState } from 'react';
import { shellTexts } from '../app/shell.texts.ts';
import { useTexts } from '../language/language.tsx';
import { canQueue } from '../till/offline/can-queue.ts';
import { ownerOf } from '../till/offline/entry.ts';
import { countUnsent } from '../till/offline/queue.ts';
import { queueTexts } from '../till/offline/queue.texts.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useToast } from '../ui/toast.tsx';
import { useDesk } from './desk.tsx';

/** The way out; asks once more while something on this device still has to be sent. */
export function SignOutButton(): ReactNode {
  const texts = useTexts(shellTexts);
  const queue = useTexts(queueTexts);
  const { viewer, merchant, signOut } = useDesk();
  const say = useToast();
  const [unsent, setUnsent] = useState(0);
  const goOut = async (): Promise<void> => {
    if (!(await signOut())) say(texts.signOutFailed);
  };
  const leave = async (): Promise<void> => {
    const count = viewer.person && canQueue() ? await unsentOf(ownerOf(merchant.id, viewer.person.id)) : 0;
    setUnsent(count);
    if (count === 0) await goOut();
  };
  return (
    <>
      <button type="button" className="button is-wide is-danger" onClick={() => void leave()}>
        {texts.signOut}
      </button>
      {unsent > 0 && (
        <Dialog
          title={queue.leaveTitle}
          confirm={queue.leave}
          cancel={queue.stay}
          isDestroying
          isBusy={false}
          onConfirm={() => void goOut()}
          onClose={() => setUnsent(0)}
        >
          <ul>
            {queue.leavePoints(unsent).map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </Dialog>
      )}
    </>
  );
}

// A browser that opens no database has kept nothing in it either, and must let people out.
const unsentOf = (owner: string): Promise<number> => countUnsent(owner).catch(() => 0);
