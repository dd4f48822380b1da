import type { Sitting } from './sitting.ts';

/** Left: the files of the task. */
export function FileList({ sitting }: { readonly sitting: Sitting }) {
  const { task } = sitting.task.value!.view;
  return (
    <nav class="files" aria-label="Files of the task">
      <h2>{task.kind === 'diff' ? 'Changed' : 'Under review'}</h2>
      <Entries sitting={sitting} files={task.files} />
      {task.context.length > 0 && (
        <>
          <h2>Used by it</h2>
          <Entries sitting={sitting} files={task.context} />
        </>
      )}
    </nav>
  );
}

function Entries({ sitting, files }: { readonly sitting: Sitting; readonly files: readonly string[] }) {
  const { findings } = sitting.answer.value;
  return (
    <ul>
      {files.map((file) => {
        const count = findings.filter(({ draft }) => draft.place.file === file).length;
        const isOpen = sitting.cursor.value.file === file;
        return (
          <li key={file}>
            <button
              type="button"
              aria-current={isOpen ? 'true' : undefined}
              title={file}
              onClick={() => sitting.openFile(file)}
            >
              <span class="file-name">{file.slice(file.lastIndexOf('/') + 1)}</span>
              {count > 0 && <span class="count">{count === 1 ? '1 finding' : `${count} findings`}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
