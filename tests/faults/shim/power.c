/* Writes down what a program does to the files of one folder, in the order in which it happens, so that the disk can
 * be rebuilt as a power cut would have left it. Preloaded into the program; nothing it does is changed.
 *
 *   POWER_FOLDER   the folder that is watched, without a slash at the end
 *   POWER_LOG      the file the account is written to
 *
 * One entry: kind (1 byte), handle (4), offset (8), length of the text (4), length of the second text (4), then both.
 * Handles are numbered from 1 by each opening and mean one file, whatever it is called later.
 *
 *   O opened  (text = path, offset = 1 when the opening emptied it, 2 when it made it, 0 otherwise)
 *   W written (offset, text = the bytes)          T cut or stretched (offset = the length)
 *   S made to last                                F a folder made to last (text = its path)
 *   U removed (text = path)                       R renamed (text = from, second text = to)
 *   M a folder made (text = path)                 A said on standard output (text)
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define FILES 4096
enum { NOTHING = 0, A_FOLDER = -1 };

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static int handles[FILES]; /* by descriptor: NOTHING, A_FOLDER or the handle */
static char *folders[FILES];
static uint32_t last_handle;
static int account = -1;
static const char *watched;

#define REAL(result, name, ...) \
    static result (*real_##name)(__VA_ARGS__); \
    if (!real_##name) real_##name = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

static int begun(void) {
    if (account < 0) {
        const char *file = getenv("POWER_LOG");
        watched = getenv("POWER_FOLDER");
        if (!file || !watched) return 0;
        REAL(int, open64, const char *, int, ...);
        account = real_open64(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    return account >= 0;
}

static void entry(char kind, uint32_t handle, uint64_t offset, const void *text, uint32_t length, const char *second) {
    REAL(ssize_t, write, int, const void *, size_t);
    uint32_t more = second ? strlen(second) : 0;
    size_t total = 21 + (size_t)length + more;
    char *all = malloc(total);
    if (!all) abort();
    all[0] = kind;
    memcpy(all + 1, &handle, 4);
    memcpy(all + 5, &offset, 8);
    memcpy(all + 13, &length, 4);
    memcpy(all + 17, &more, 4);
    memcpy(all + 21, text ? text : "", length);
    if (more) memcpy(all + 21 + length, second, more);
    if (real_write(account, all, total) != (ssize_t)total) abort();
    free(all);
}

/* The whole path, as the program means it. */
static const char *whole(int folder, const char *path, char *place) {
    char here[PATH_MAX], link[64];
    if (path[0] == '/') return path;
    if (folder == AT_FDCWD) {
        if (!getcwd(here, sizeof here)) return path;
    } else {
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t n = readlink(link, here, sizeof here - 1);
        if (n < 0) return path;
        here[n] = 0;
    }
    snprintf(place, 2 * PATH_MAX, "%s/%s", here, path);
    return place;
}

/* The shared index of a WAL is made anew at every opening, so it is left out. */
static int ours(const char *path) {
    size_t n = begun() ? strlen(watched) : 0, all = strlen(path);
    if (!n || strncmp(path, watched, n) || (path[n] && path[n] != '/')) return 0;
    return !(all > 4 && !strcmp(path + all - 4, "-shm"));
}

static int opened(int fd, const char *path, int flags, int was_there) {
    struct stat found;
    if (fd < 0 || fd >= FILES || !ours(path) || fstat(fd, &found)) return fd;
    if (S_ISDIR(found.st_mode)) {
        handles[fd] = A_FOLDER;
        free(folders[fd]);
        folders[fd] = strdup(path);
        return fd;
    }
    handles[fd] = ++last_handle;
    entry('O', last_handle, was_there ? (flags & O_TRUNC ? 1 : 0) : 2, path, strlen(path), NULL);
    return fd;
}

#define OPENING(call) \
    char place[2 * PATH_MAX]; \
    struct stat found; \
    const char *path = whole(folder, name, place); \
    if (!ours(path)) return call; \
    pthread_mutex_lock(&one_at_a_time); \
    int was_there = !lstat(path, &found); \
    int fd = opened(call, path, flags, was_there); \
    pthread_mutex_unlock(&one_at_a_time); \
    return fd

#define MODE \
    mode_t mode = 0; \
    if (flags & (O_CREAT | __O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }

int open(const char *name, int flags, ...) {
    REAL(int, open, const char *, int, ...);
    MODE
    int folder = AT_FDCWD;
    OPENING(real_open(name, flags, mode));
}

int open64(const char *name, int flags, ...) {
    REAL(int, open64, const char *, int, ...);
    MODE
    int folder = AT_FDCWD;
    OPENING(real_open64(name, flags, mode));
}

int openat(int folder, const char *name, int flags, ...) {
    REAL(int, openat, int, const char *, int, ...);
    MODE
    OPENING(real_openat(folder, name, flags, mode));
}

int openat64(int folder, const char *name, int flags, ...) {
    REAL(int, openat64, int, const char *, int, ...);
    MODE
    OPENING(real_openat64(folder, name, flags, mode));
}

int creat(const char *name, mode_t mode) { return open(name, O_WRONLY | O_CREAT | O_TRUNC, mode); }
int creat64(const char *name, mode_t mode) { return open64(name, O_WRONLY | O_CREAT | O_TRUNC, mode); }

int close(int fd) {
    REAL(int, close, int);
    if (fd >= 0 && fd < FILES) handles[fd] = NOTHING;
    return real_close(fd);
}

static int kept(int fd) { return fd >= 0 && fd < FILES && handles[fd] > 0; }

/* `where` is -1 for a write at the descriptor's own place. */
static ssize_t written(int fd, ssize_t n, const void *bytes, off64_t where) {
    if (n > 0) {
        if (where < 0) where = lseek64(fd, 0, SEEK_CUR) - n;
        entry('W', handles[fd], where, bytes, n, NULL);
    }
    return n;
}

#define TOGETHER(type, act) \
    pthread_mutex_lock(&one_at_a_time); \
    type answer = act; \
    pthread_mutex_unlock(&one_at_a_time); \
    return answer

static ssize_t said(ssize_t n, const void *bytes) {
    if (n > 0) entry('A', 0, 0, bytes, n, NULL);
    return n;
}

ssize_t write(int fd, const void *bytes, size_t n) {
    REAL(ssize_t, write, int, const void *, size_t);
    if (fd == 1 && begun()) { TOGETHER(ssize_t, said(real_write(fd, bytes, n), bytes)); }
    if (!kept(fd)) return real_write(fd, bytes, n);
    TOGETHER(ssize_t, written(fd, real_write(fd, bytes, n), bytes, -1));
}

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t where) {
    REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
    if (!kept(fd)) return real_pwrite(fd, bytes, n, where);
    TOGETHER(ssize_t, written(fd, real_pwrite(fd, bytes, n, where), bytes, where));
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t where) {
    REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t);
    if (!kept(fd)) return real_pwrite64(fd, bytes, n, where);
    TOGETHER(ssize_t, written(fd, real_pwrite64(fd, bytes, n, where), bytes, where));
}

/* What the kernel copied by itself is read back from the file. */
static ssize_t copied(int fd, ssize_t n, off64_t where) {
    if (n <= 0) return n;
    char link[64], *bytes = malloc(n);
    REAL(int, open64, const char *, int, ...);
    REAL(int, close, int);
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    int again = real_open64(link, O_RDONLY | O_CLOEXEC);
    if (where < 0) where = lseek64(fd, 0, SEEK_CUR) - n;
    if (!bytes || again < 0 || pread64(again, bytes, n, where) != n) abort();
    real_close(again);
    entry('W', handles[fd], where, bytes, n, NULL);
    free(bytes);
    return n;
}

ssize_t sendfile(int to, int from, off_t *where, size_t n) {
    REAL(ssize_t, sendfile, int, int, off_t *, size_t);
    if (!kept(to)) return real_sendfile(to, from, where, n);
    TOGETHER(ssize_t, copied(to, real_sendfile(to, from, where, n), -1));
}

ssize_t sendfile64(int to, int from, off64_t *where, size_t n) {
    REAL(ssize_t, sendfile64, int, int, off64_t *, size_t);
    if (!kept(to)) return real_sendfile64(to, from, where, n);
    TOGETHER(ssize_t, copied(to, real_sendfile64(to, from, where, n), -1));
}

ssize_t copy_file_range(int from, off64_t *from_where, int to, off64_t *to_where, size_t n, unsigned flags) {
    REAL(ssize_t, copy_file_range, int, off64_t *, int, off64_t *, size_t, unsigned);
    if (!kept(to)) return real_copy_file_range(from, from_where, to, to_where, n, flags);
    off64_t where = to_where ? *to_where : -1;
    TOGETHER(ssize_t, copied(to, real_copy_file_range(from, from_where, to, to_where, n, flags), where));
}

static int cut(int fd, int failed, off64_t length) {
    if (!failed) entry('T', handles[fd], length, NULL, 0, NULL);
    return failed;
}

int ftruncate(int fd, off_t length) {
    REAL(int, ftruncate, int, off_t);
    if (!kept(fd)) return real_ftruncate(fd, length);
    TOGETHER(int, cut(fd, real_ftruncate(fd, length), length));
}

int ftruncate64(int fd, off64_t length) {
    REAL(int, ftruncate64, int, off64_t);
    if (!kept(fd)) return real_ftruncate64(fd, length);
    TOGETHER(int, cut(fd, real_ftruncate64(fd, length), length));
}

static int lasting(int fd, int failed) {
    if (failed || fd < 0 || fd >= FILES) return failed;
    if (handles[fd] > 0) entry('S', handles[fd], 0, NULL, 0, NULL);
    if (handles[fd] == A_FOLDER) entry('F', 0, 0, folders[fd], strlen(folders[fd]), NULL);
    return failed;
}

int fsync(int fd) {
    REAL(int, fsync, int);
    TOGETHER(int, lasting(fd, real_fsync(fd)));
}

int fdatasync(int fd) {
    REAL(int, fdatasync, int);
    TOGETHER(int, lasting(fd, real_fdatasync(fd)));
}

static int named(char kind, int failed, const char *path, const char *other) {
    if (!failed && (ours(path) || (other && ours(other)))) entry(kind, 0, 0, path, strlen(path), other);
    return failed;
}

int unlink(const char *name) {
    REAL(int, unlink, const char *);
    char place[2 * PATH_MAX];
    TOGETHER(int, named('U', real_unlink(name), whole(AT_FDCWD, name, place), NULL));
}

int unlinkat(int folder, const char *name, int flags) {
    REAL(int, unlinkat, int, const char *, int);
    char place[2 * PATH_MAX];
    TOGETHER(int, named('U', real_unlinkat(folder, name, flags), whole(folder, name, place), NULL));
}

int rmdir(const char *name) {
    REAL(int, rmdir, const char *);
    char place[2 * PATH_MAX];
    TOGETHER(int, named('U', real_rmdir(name), whole(AT_FDCWD, name, place), NULL));
}

int rename(const char *from, const char *to) {
    REAL(int, rename, const char *, const char *);
    char one[2 * PATH_MAX], two[2 * PATH_MAX];
    const char *other = whole(AT_FDCWD, to, two);
    TOGETHER(int, named('R', real_rename(from, to), whole(AT_FDCWD, from, one), other));
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    REAL(int, renameat, int, const char *, int, const char *);
    char one[2 * PATH_MAX], two[2 * PATH_MAX];
    const char *other = whole(to_folder, to, two);
    TOGETHER(int, named('R', real_renameat(from_folder, from, to_folder, to), whole(from_folder, from, one), other));
}

int mkdir(const char *name, mode_t mode) {
    REAL(int, mkdir, const char *, mode_t);
    char place[2 * PATH_MAX];
    TOGETHER(int, named('M', real_mkdir(name, mode), whole(AT_FDCWD, name, place), NULL));
}
