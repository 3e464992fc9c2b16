/* A disk that becomes full: an SQLite VFS named "full" over the ordinary one. */
#ifndef MADOGUCHI_TEST_VFS_FULL_H
#define MADOGUCHI_TEST_VFS_FULL_H

/* Makes "sqlite:PATH?vfs=full" possible. Once in a process. */
void vfs_full_register(void);

/* Bytes that still fit from now on; negative: the disk is large. A write that doesn't fit wholly fails. */
void vfs_full_set_room(long bytes);

#endif
