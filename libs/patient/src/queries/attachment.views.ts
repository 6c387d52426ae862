import type { ToMany } from '#platform';
import type { AttachmentTable } from '../data/attachments.js';

/** Beyond any limit that an administrator sets; a bound keeps one page finite. */
const MAX_ATTACHMENTS = 100;

/**
 * The files of one owner, as `AttachmentFields` shows them. What is encrypted or signed is made when the field is asked for.
 * @param ownerId SQL of the owner's id, correlated to the outer alias
 */
export function attachmentsOf({ table, owner }: Pick<AttachmentTable, 'table' | 'owner'>, ownerId: string): ToMany {
  return {
    view: {
      columns: {
        id: 'at.id',
        name: 'at.name_ciphertext',
        contentType: 'sf.content_type',
        size: 'sf.size',
        sha256: 'sf.sha256',
        attachedAt: 'at.attached_at',
        attachedByName: '(SELECT ab.name FROM staff ab WHERE ab.id = at.attached_by_staff_id)',
        downloadUrl: 'at.id',
      },
    },
    from: `FROM ${table} at JOIN stored_files sf ON sf.id = at.file_id
           WHERE at.${owner} = ${ownerId} ORDER BY at.attached_at, at.id LIMIT ${MAX_ATTACHMENTS}`,
  };
}
