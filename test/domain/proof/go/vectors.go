package main

import (
	"bytes"
	"crypto/sha256"

	"github.com/transparency-dev/formats/log"
	fnote "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/formats/proof"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Vectors is what both sides can make and check.
type Vectors struct {
	// The data of the leaves, in the order of the tree.
	Leaves []string `json:"leaves"`
	// The hashes of the leaves, and the heads by size, from 0 on.
	Hashes []tlog.Hash `json:"hashes"`
	Roots  []tlog.Hash `json:"roots"`
	// Proofs of inclusion and consistency.
	Inclusion   []Proof `json:"inclusion"`
	Consistency []Proof `json:"consistency"`
	// Addresses of tiles, as C2SP writes them, with the hash over the tile's content.
	Tiles []Tile `json:"tiles"`
	// The log's key, and the witness's.
	Key        string `json:"key"`
	WitnessKey string `json:"witnessKey"`
	// A signed note that is no checkpoint, and a cosigned checkpoint over all leaves.
	Note       string `json:"note"`
	Checkpoint string `json:"checkpoint"`
	// A proof of the last leaf with that checkpoint (C2SP tlog-proof).
	LeafProof string `json:"leafProof"`
}

// Proof is about a leaf `at` in a tree of `size`, or about the first `at` leaves of it.
type Proof struct {
	Size   int64       `json:"size"`
	At     int64       `json:"at"`
	Hashes []tlog.Hash `json:"hashes"`
}

// Tile has an address and, where it was made from the leaves, the hash over its bytes.
type Tile struct {
	Path   string `json:"path"`
	SHA256 []byte `json:"sha256"`
}

const (
	origin   = "duban.example/v1/log/b-1"
	witness  = "witness.example/w1"
	noteText = "督办\n\na note has lines, and they may be empty\n"
)

func makeVectors() (Vectors, error) {
	var v Vectors
	for _, data := range texts(300) {
		v.Leaves = append(v.Leaves, data)
	}
	t, err := grow(v.Leaves)
	if err != nil {
		return v, err
	}
	v.Hashes, v.Roots = t.leaves, t.roots
	for size := int64(1); size <= 300; size++ {
		if size > 17 && size != 255 && size != 256 && size != 257 && size != 300 {
			continue
		}
		for at := int64(0); at < size; at++ {
			if size > 17 && at%64 != 0 && at%64 != 63 && at != size-1 {
				continue
			}
			hashes, err := tlog.ProveRecord(size, at, t)
			if err != nil {
				return v, err
			}
			v.Inclusion = append(v.Inclusion, Proof{size, at, hashes})
			old, err := tlog.ProveTree(size, at+1, t)
			if err != nil {
				return v, err
			}
			v.Consistency = append(v.Consistency, Proof{size, at + 1, old})
		}
	}
	for _, tile := range tlog.NewTiles(8, 0, 300) {
		data, err := tlog.ReadTileData(tile, t)
		if err != nil {
			return v, err
		}
		sum := sha256.Sum256(data)
		v.Tiles = append(v.Tiles, Tile{tilePath(tile), sum[:]})
	}
	for _, n := range []int64{0, 999, 1000, 1234067, 999999999} {
		v.Tiles = append(v.Tiles, Tile{tilePath(tlog.Tile{H: 8, L: 2, N: n, W: 8}), nil}, Tile{tilePath(tlog.Tile{H: 8, L: 0, N: n, W: 256}), nil})
	}
	return v, sign(&v, t)
}

func sign(v *Vectors, t *tree) error {
	secret, key, err := note.GenerateKey(seed(1), origin)
	if err != nil {
		return err
	}
	witnessSecret, witnessKey, err := note.GenerateKey(seed(2), witness)
	if err != nil {
		return err
	}
	v.Key = key
	if v.WitnessKey, err = fnote.VKeyToCosignatureV1(witnessKey); err != nil {
		return err
	}
	signer, err := note.NewSigner(secret)
	if err != nil {
		return err
	}
	cosigner, err := fnote.NewSignerForCosignatureV1(witnessSecret)
	if err != nil {
		return err
	}
	signed, err := note.Sign(&note.Note{Text: noteText}, signer)
	if err != nil {
		return err
	}
	v.Note = string(signed)
	size := int64(len(v.Leaves))
	head := log.Checkpoint{Origin: origin, Size: uint64(size), Hash: t.roots[size][:]}
	cosigned, err := note.Sign(&note.Note{Text: string(head.Marshal())}, signer, cosigner)
	if err != nil {
		return err
	}
	v.Checkpoint = string(cosigned)
	hashes, err := tlog.ProveRecord(size, size-1, t)
	if err != nil {
		return err
	}
	last := proof.TLogProof{Index: uint64(size - 1), Checkpoint: cosigned}
	for _, hash := range hashes {
		last.Hashes = append(last.Hashes, hash)
	}
	v.LeafProof = string(last.Marshal())
	return nil
}

// seed is no chance: keys of the vectors stay the same.
func seed(b byte) *bytes.Reader { return bytes.NewReader(bytes.Repeat([]byte{b}, 64)) }
