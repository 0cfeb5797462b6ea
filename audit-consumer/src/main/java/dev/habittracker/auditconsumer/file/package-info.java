/** The audit files as the file system has them: opened, identified by inode, read by position. */
@NullMarked
package dev.habittracker.auditconsumer.file;

import org.jspecify.annotations.NullMarked;
