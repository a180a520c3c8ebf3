package sources

import "io/fs"

// StampOf gives the stamp of a file, from what [os.Stat] or [os.File.Stat] say.
func StampOf(info fs.FileInfo) Stamp {
	s := Stamp{Size: info.Size(), Modified: info.ModTime().UnixNano()}
	s.Inode, s.Changed = inodeOf(info)
	return s
}
