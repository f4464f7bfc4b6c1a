import { type DragEvent, type ReactNode, useState } from 'react';

type DropProps = {
  choose: string;
  hint: string;
  /** Kinds of files that the chooser shows first. */
  accept: string;
  fault: string | null;
  onFile: (file: File | undefined) => void;
};

/** Takes a file, by choice or by drop. */
export function DropPlace({ choose, hint, accept, fault, onFile }: DropProps): ReactNode {
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0]);
  };
  return (
    <div
      className={isOver ? 'drop is-over' : 'drop'}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className="button is-primary file-button">
        {choose}
        <input type="file" accept={accept} aria-label={choose} onChange={(event) => onFile(event.target.files?.[0])} />
      </span>
      <p className="hint">{hint}</p>
      {fault !== null && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
