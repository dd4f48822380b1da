import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A dialog over the page; Escape and the button close it, and the focus goes back where it was. */
export function Modal({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    // The browser tells late that Escape closed it, and the next key is meant for the page: so the key itself is heard.
    <dialog
      ref={dialog}
      aria-labelledby="modal-title"
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
      onClose={onClose}
    >
      <div class="modal-head">
        <h2 id="modal-title">{title}</h2>
        <button type="button" onClick={onClose}>
          Close <kbd>Esc</kbd>
        </button>
      </div>
      {children}
    </dialog>
  );
}
