import { type ReactNode, type SubmitEvent, useEffect, useId, useRef } from 'react';

type DialogProps = {
  title: string;
  confirm: string;
  cancel: string;
  /** What is confirmed takes something away for good. */
  isDestroying?: boolean;
  isBusy: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** Asks once more, over the page. Shown as long as it is there. */
export function Dialog(props: DialogProps): ReactNode {
  const { title, confirm, cancel, isDestroying, isBusy, onConfirm, onClose, children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    onConfirm();
  };
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={titleId} onClose={onClose}>
      <form onSubmit={send} noValidate>
        <h2 id={titleId}>{title}</h2>
        {children}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {cancel}
          </button>
          <button className={isDestroying === true ? 'button is-destroying' : 'button is-primary'} disabled={isBusy}>
            {confirm}
          </button>
        </div>
      </form>
    </dialog>
  );
}
