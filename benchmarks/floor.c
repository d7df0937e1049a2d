/* The floor: what it costs to stat, or to open and read, every .toml of a ledger. `floor stat DIR`, `floor read DIR`.
   Walks DIR and the folders in it, as the program does; prints the number of files and of bytes. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static long files, bytes;
static char buffer[1 << 20]; /* no record is larger */

static int is_record(const char *name) {
    size_t length = strlen(name);
    return length > 5 && strcmp(name + length - 5, ".toml") == 0;
}

static int take(int folder, const char *name, int reads) {
    struct stat found;
    if (!reads) {
        if (fstatat(folder, name, &found, 0) != 0)
            return 1;
        bytes += found.st_size;
        return 0;
    }
    int file = openat(folder, name, O_RDONLY);
    if (file < 0)
        return 1;
    ssize_t got;
    while ((got = read(file, buffer, sizeof buffer)) > 0)
        bytes += got;
    close(file);
    return got < 0;
}

static int walk(int folder, int depth, int reads) {
    DIR *listing = fdopendir(folder);
    struct dirent *entry;
    int failed = listing == NULL;
    while (listing != NULL && (entry = readdir(listing)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        if (is_record(entry->d_name)) {
            files++;
            failed |= take(folder, entry->d_name, reads);
        } else if (depth == 0) {
            int inner = openat(folder, entry->d_name, O_RDONLY | O_DIRECTORY);
            if (inner >= 0)
                failed |= walk(inner, 1, reads);
        }
    }
    if (listing != NULL)
        closedir(listing);
    return failed;
}

int main(int count, char **words) {
    int root = count == 3 ? open(words[2], O_RDONLY | O_DIRECTORY) : -1;
    if (root < 0 || (strcmp(words[1], "stat") != 0 && strcmp(words[1], "read") != 0)) {
        fprintf(stderr, "usage: floor stat|read DIR\n");
        return 2;
    }
    int failed = walk(root, 0, strcmp(words[1], "read") == 0);
    printf("%ld files, %ld bytes\n", files, bytes);
    return failed;
}
