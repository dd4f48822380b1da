import { useState } from 'preact/hooks';
import { keysOf, type KeyBinding } from '../../src/keys.ts';
import type { StudyKind } from '../../src/study/study-kind.ts';
import { fileName } from '../../src/study/project-path.ts';
import { Modal } from '../modal.tsx';
import { LETTERS_KEY } from './commands.ts';
import { filesOf, type Sitting } from './sitting.ts';

const GROUPS: readonly KeyBinding['group'][] = ['Move', 'Answer', 'Task', 'Page'];

/** Every key, as the table has it. */
export function HelpDialog({ kind, onClose }: { readonly kind: StudyKind; readonly onClose: () => void }) {
  return (
    <Modal title="Keys" onClose={onClose}>
      <p>
        {kind === 'bugs' &&
          'With the mouse: click a line number, shift-click another to extend, or drag over the code. '}
        Keys are not heard while you type, but for those with Ctrl or Alt and Escape.
      </p>
      <LetterSwitch />
      {GROUPS.map((group) => (
        <section key={group}>
          <h3>{group}</h3>
          <dl class="keys">
            {keysOf(kind)
              .filter((binding) => binding.group === group)
              .map(({ command, keys, label }) => (
                <div key={command}>
                  <dt>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{label}</dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </Modal>
  );
}

function LetterSwitch() {
  const [isOn, setOn] = useState(localStorage.getItem(LETTERS_KEY) !== 'off');
  return (
    <label class="switch">
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ currentTarget: { checked } }) => {
          localStorage.setItem(LETTERS_KEY, checked ? 'on' : 'off');
          setOn(checked);
        }}
      />
      Single keys work everywhere on the page (off: only while the code has the focus)
    </label>
  );
}

/** Files by name: type, then Enter. */
export function FilesDialog({ sitting }: { readonly sitting: Sitting }) {
  const [sought, setSought] = useState('');
  const { task } = sitting.task.value!.view;
  const files = filesOf(task).filter((file) => file.toLowerCase().includes(sought.toLowerCase()));
  const open = (file: string): void => {
    sitting.dialog.value = null;
    sitting.openFile(file);
  };
  return (
    <Modal title="Files" onClose={() => (sitting.dialog.value = null)}>
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          if (files[0] !== undefined) open(files[0]);
        }}
      >
        <label>
          Part of a name
          <input
            type="text"
            autofocus
            value={sought}
            onInput={({ currentTarget: { value } }) => setSought(value)}
          />
        </label>
      </form>
      <ul class="choices">
        {files.map((file) => (
          <li key={file}>
            <button type="button" onClick={() => open(file)}>
              {fileName(task, file)}
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
