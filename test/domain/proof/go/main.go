// Command go speaks for implementations that are not ours: trees and notes of golang.org/x/mod/sumdb, cosignatures, checkpoints and
// proofs of github.com/transparency-dev/formats. `make` writes vectors, `check` reads ours and complains.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("make or check"))
	}
	switch os.Args[1] {
	case "make":
		vectors, err := makeVectors()
		if err != nil {
			fail(err)
		}
		write(vectors)
	case "check":
		var ours Vectors
		if err := json.NewDecoder(os.Stdin).Decode(&ours); err != nil {
			fail(err)
		}
		write(check(ours))
	default:
		fail(fmt.Errorf("make or check"))
	}
}

func write(value any) {
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	if err := out.Encode(value); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
